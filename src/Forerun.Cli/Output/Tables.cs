using Spectre.Console;

namespace Forerun.Cli.Output;

/// <summary>Draws tables without colour: what is shown reads the same in a file.</summary>
internal static class Tables
{
    public static void Write(Terminal terminal, Table table)
    {
        using var drawn = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(drawn),
        });
        console.Profile.Width = terminal.Columns;
        console.Profile.Capabilities.Unicode = true;
        console.Write(table);
        foreach (var line in drawn.ToString().TrimEnd().Split('\n')) terminal.Out.WriteLine(line.TrimEnd());
    }
}
