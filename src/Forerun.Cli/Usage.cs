using System.CommandLine;
using System.CommandLine.Parsing;
using Forerun.Cli.Output;
using Forerun.Pricing;

namespace Forerun.Cli;

/// <summary>Wrong usage: every error at once, and where to read how it is right.</summary>
internal static class Usage
{
    /// <summary>The exit code of wrong usage.</summary>
    public const int Wrong = 2;

    /// <summary>
    /// Whether a word that looks like an option, and is none, was taken for the name of a file or a run. After <c>--</c> it is meant.
    /// </summary>
    public static bool IsMistaken(ParseResult parsed) => Mistaken(parsed).Any();

    private static IEnumerable<string> Mistaken(ParseResult parsed) => parsed.Tokens.Any(t => t.Type == TokenType.DoubleDash)
        ? []
        : parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens).Select(t => t.Value).Where(v => v.StartsWith("--", StringComparison.Ordinal));

    public static int Refuse(ParseResult parsed, Terminal terminal)
    {
        foreach (var error in Errors(parsed).Distinct(StringComparer.Ordinal)) terminal.Error.WriteLine(error);
        terminal.Error.WriteLine($"How to use it: {NameOf(parsed.CommandResult.Command)} --help");
        return Wrong;
    }

    /// <summary>Whoever names a command that is none has nothing else to be told: what follows it belongs to no command.</summary>
    private static IEnumerable<string> Errors(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0 && parsed.UnmatchedTokens is [{ } word, ..] && !word.StartsWith('-'))
            return [Unknown("command", word, command.Subcommands.Select(c => c.Name))];
        var options = command.Options.Select(o => o.Name);
        return Mistaken(parsed).Select(word => Unknown("option", word, options)).Concat(parsed.Errors.Select(e => UnknownOption(parsed, e.Message) is { } option
            ? Unknown("option", option, options)
            : e.Message));
    }

    private static string? UnknownOption(ParseResult parsed, string error) => parsed.UnmatchedTokens
        .FirstOrDefault(word => word.StartsWith('-') && error.Contains($"'{word}'", StringComparison.Ordinal));

    private static string Unknown(string what, string word, IEnumerable<string> known)
    {
        var names = known.ToList();
        var meant = NearestNames.Meant(word, names) is { } name ? $" Did you mean '{name}'?" : "";
        return $"There is no {what} '{word}'.{meant} There are: {string.Join(", ", names)}.";
    }

    /// <summary>A command with those above it, as one writes it.</summary>
    public static string NameOf(Command command)
    {
        var above = command.Parents.OfType<Command>().FirstOrDefault();
        return above is null ? "forerun" : $"{NameOf(above)} {command.Name}";
    }
}
