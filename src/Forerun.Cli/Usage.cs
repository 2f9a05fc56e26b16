using System.CommandLine;
using Forerun.Cli.Output;
using Forerun.Pricing;

namespace Forerun.Cli;

/// <summary>Wrong usage: every error at once, and where to read how it is right.</summary>
internal static class Usage
{
    /// <summary>The exit code of wrong usage.</summary>
    public const int Wrong = 2;

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
        return parsed.Errors.Select(e => UnknownOption(parsed, e.Message) is { } option
            ? Unknown("option", option, command.Options.Select(o => o.Name))
            : e.Message);
    }

    private static string? UnknownOption(ParseResult parsed, string error) => parsed.UnmatchedTokens
        .FirstOrDefault(word => word.StartsWith('-') && error.Contains($"'{word}'", StringComparison.Ordinal));

    private static string Unknown(string what, string word, IEnumerable<string> known)
    {
        var names = known.ToList();
        return $"There is no {what} '{word}'. Did you mean '{NearestNames.Of(word, names, 1)[0]}'? There are: {string.Join(", ", names)}.";
    }

    /// <summary>A command with those above it, as one writes it.</summary>
    public static string NameOf(Command command)
    {
        var above = command.Parents.OfType<Command>().FirstOrDefault();
        return above is null ? "forerun" : $"{NameOf(above)} {command.Name}";
    }
}
