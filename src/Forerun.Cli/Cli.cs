using System.CommandLine;
using System.CommandLine.Invocation;
using Forerun.Cli.Accounting;
using Forerun.Cli.Calibrating;
using Forerun.Cli.Chatting;
using Forerun.Cli.Comparing;
using Forerun.Cli.Demo;
using Forerun.Cli.Explaining;
using Forerun.Cli.Fitting;
using Forerun.Cli.Generating;
using Forerun.Cli.Importing;
using Forerun.Cli.Output;
using Forerun.Cli.Replaying;
using Forerun.Cli.Saving;
using Forerun.Cli.Validating;

namespace Forerun.Cli;

/// <summary>The command line, in any process: nothing in it knows the console.</summary>
#pragma warning disable MA0049 // Nothing else is in this namespace that callers would name, and this is what they call it.
public static class Cli
#pragma warning restore MA0049
{
    /// <summary>Runs a command that nobody watches: no progress bar, 100 columns.</summary>
    /// <returns>0 done, 1 failed or lines were skipped, 2 wrong usage.</returns>
    public static Task<int> RunAsync(
        IReadOnlyList<string> args, TextWriter stdout, TextWriter stderr, CancellationToken cancellation = default) =>
        RunAsync(args, new Terminal(stdout, stderr), cancellation);

    internal static async Task<int> RunAsync(IReadOnlyList<string> args, Terminal terminal, CancellationToken cancellation)
    {
        var parsed = Root(terminal).Parse(args);
        if (parsed.Action is ParseErrorAction || Usage.IsMistaken(parsed)) return Usage.Refuse(parsed, terminal);
        var configuration = new InvocationConfiguration
        {
            Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null,
        };
        return await Failures.Told(terminal, () => parsed.InvokeAsync(configuration, cancellation)).ConfigureAwait(false);
    }

    internal static RootCommand Root(Terminal terminal)
    {
        var root = new RootCommand(
            "Starts the work of LLM workflows before its input is known, where the bet pays, and prices every bet in dollars.")
        {
            HelpName = "forerun",
        };
        root.Add(DemoCommand.Make(terminal));
        root.Add(ChatCommand.Make(terminal));
        root.Add(ReplayCommand.Make(terminal));
        root.Add(CompareCommand.Make(terminal));
        root.Add(FitCommand.Make(terminal));
        root.Add(LedgerCommand.Make(terminal));
        root.Add(SavingsCommand.Make(terminal));
        root.Add(WhyCommand.Make(terminal));
        root.Add(GenerateCommand.Make(terminal));
        root.Add(ImportCommand.Make(terminal));
        root.Add(CalibrateCommand.Make(terminal));
        root.Add(ValidateCommand.Make(terminal));
        Help.AddExamples(root, terminal, "forerun demo", "forerun replay samples/plan.jsonl --policy cost-aware");
        return root;
    }
}
