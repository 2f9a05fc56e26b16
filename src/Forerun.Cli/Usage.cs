using System.CommandLine;
using Forerun.Cli.Output;

namespace Forerun.Cli;

/// <summary>Wrong usage: every error at once, and where to read how it is right.</summary>
internal static class Usage
{
    /// <summary>The exit code of wrong usage.</summary>
    public const int Wrong = 2;

    public static int Refuse(ParseResult parsed, Terminal terminal)
    {
        foreach (var error in parsed.Errors.Select(e => e.Message).Distinct(StringComparer.Ordinal)) terminal.Error.WriteLine(error);
        terminal.Error.WriteLine($"How to use it: {NameOf(parsed.CommandResult.Command)} --help");
        return Wrong;
    }

    /// <summary>A command with those above it, as one writes it.</summary>
    public static string NameOf(Command command)
    {
        var above = command.Parents.OfType<Command>().FirstOrDefault();
        return above is null ? "forerun" : $"{NameOf(above)} {command.Name}";
    }
}
