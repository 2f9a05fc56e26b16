using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Forerun.Cli.Output;

namespace Forerun.Cli;

/// <summary>Help that ends with examples.</summary>
internal sealed class Help(HelpAction plain, Terminal terminal, IReadOnlyList<string> examples) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <summary>Gives a command its examples.</summary>
    public static void AddExamples(Command command, Terminal terminal, params IReadOnlyList<string> examples)
    {
        var option = command.Options.OfType<HelpOption>().FirstOrDefault();
        if (option is null) command.Add(option = new HelpOption());
        option.Action = new Help(new HelpAction { MaxWidth = terminal.Columns }, terminal, examples);
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        plain.Invoke(parseResult);
        terminal.Out.WriteLine(examples.Count == 1 ? "Example:" : "Examples:");
        foreach (var example in examples) terminal.Out.WriteLine("  " + example);
        return 0;
    }
}
