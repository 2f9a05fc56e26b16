using System.Globalization;
using Forerun.Cli.Output;
using Forerun.Replay.Validating;
using Spectre.Console;

namespace Forerun.Cli.Validating;

/// <summary>Makes the checks and shows what they found; the exit code is 1 if one has failed.</summary>
internal static class ValidateJob
{
    public static int Run(bool json, Terminal terminal, CancellationToken cancellation) => Tell(Validation.Run(cancellation), json, terminal);

    internal static int Tell(IReadOnlyList<Check> checks, bool json, Terminal terminal)
    {
        if (json) Write(terminal.Out, checks);
        else Show(terminal, checks);
        return checks.All(c => c.Passed) ? 0 : Failures.Failed;
    }

    private static void Write(TextWriter output, IReadOnlyList<Check> checks) => OneObject.Write(output, json =>
    {
        json.WriteStartArray("checks");
        foreach (var check in checks)
        {
            json.WriteStartObject();
            json.WriteString("name", check.Name);
            json.WriteBoolean("passed", check.Passed);
            json.Number("deviation", check.Deviation);
            json.Number("tolerance", check.Tolerance);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void Show(Terminal terminal, IReadOnlyList<Check> checks)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("check").AddColumn("");
        table.AddColumn(new TableColumn("deviation").RightAligned()).AddColumn(new TableColumn("tolerance").RightAligned());
        foreach (var check in checks) table.AddRow(check.Name, check.Passed ? "passed" : "FAILED", Told(check.Deviation), Told(check.Tolerance));
        Tables.Write(terminal, table);
        var failed = checks.Count(c => !c.Passed);
        terminal.Out.WriteLine(failed == 0 ? "All checks passed." : $"{Counts.Of(failed, "check")} failed. Please report it, with this table.");
    }

    private static string Told(double number) => number.ToString("G4", CultureInfo.InvariantCulture);
}
