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
        terminal.Out.Write(Plain(parseResult));
        terminal.Out.WriteLine(examples.Count == 1 ? "Example:" : "Examples:");
        foreach (var example in examples) terminal.Out.WriteLine("  " + example);
        return 0;
    }

    /// <summary>Of the commands in a list the plain help shows every argument as one that must be given.</summary>
    private string Plain(ParseResult parseResult)
    {
        using var text = new StringWriter { NewLine = terminal.Out.NewLine };
        var configuration = parseResult.InvocationConfiguration;
        var before = configuration.Output;
        configuration.Output = text;
        plain.Invoke(parseResult);
        configuration.Output = before;
        return parseResult.CommandResult.Command.Subcommands
            .Select(c => (c.Name, c.Arguments))
            .Aggregate(text.ToString(), (help, c) => help.Replace(Label(c.Name, c.Arguments, _ => true), Label(c.Name, c.Arguments, a => a.Arity.MinimumNumberOfValues > 0), StringComparison.Ordinal));
    }

    private static string Label(string command, IEnumerable<Argument> arguments, Func<Argument, bool> isNeeded) =>
        $"  {command}{string.Concat(arguments.Select(a => isNeeded(a) ? $" <{a.Name}>" : $" [{a.Name}]"))}  ";
}
