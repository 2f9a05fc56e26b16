using System.CommandLine;
using Forerun.Cli.Output;
using Forerun.Cli.Replaying;

namespace Forerun.Cli.Fitting;

/// <summary>What the command line asked to be fitted.</summary>
internal sealed record FitRequest(PassRequest Pass, decimal? RunsPerDay, decimal? HourlyValue, string? Html);

/// <summary><c>forerun fit</c>: whether to speculate on a workload at all, on which edges, and what it would bring.</summary>
internal static class FitCommand
{
    public static Command Make(Terminal terminal)
    {
        var sheet = new PassSheet("Taken as everywhere; a fit draws nothing.") { Learns = false };
        var runs = Knob.Of<decimal?>("--runs-per-day", "N", "Runs a day, for yearly figures; above 0.", "a number above 0", Above);
        var hourly = Knob.Of<decimal?>("--hourly-value", "USD", "What an hour of waiting costs, for yearly figures. Default: 3,600 times the value of time.", "a number above 0", Above);
        var html = new Option<string?>("--html") { HelpName = "FILE", Description = "Also writes one self-contained page there." };
        var command = new Command("fit", "Says of recorded runs where seconds and dollars go, whether to speculate, on which edges, and what further runs would show.");
        sheet.AddTo(command, [], [runs, hourly, html]);
        command.Validators.Add(given =>
        {
            given.OrDefault(runs, null);
            given.OrDefault(hourly, null);
            sheet.Check(given);
            sheet.CheckWritten(given, "--html", given.OrDefault(html, null));
        });
        command.SetAction((parsed, cancellation) =>
        {
            var request = new FitRequest(sheet.Read(parsed), parsed.GetValue(runs), parsed.GetValue(hourly), parsed.GetValue(html));
            return Task.Run(() => FitJob.Run(request, terminal, cancellation), CancellationToken.None);
        });
        Help.AddExamples(
            command, terminal,
            "forerun fit samples/plan.jsonl",
            "forerun fit samples/plan.jsonl --runs-per-day 1000 --hourly-value 40 --html fit.html",
            "forerun fit samples/plan.jsonl --value-of-time 0.003 --json");
        return command;
    }

    private static bool Above(string text, out decimal? value)
    {
        var isOne = Knob.Between(0, 1_000_000_000)(text, out var number) && number > 0;
        value = isOne ? number : null;
        return isOne;
    }
}
