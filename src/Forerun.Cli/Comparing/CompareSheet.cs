using System.CommandLine;
using System.CommandLine.Parsing;
using Forerun.Cli.Replaying;
using Forerun.Replay;
using Forerun.Replay.Comparing;

namespace Forerun.Cli.Comparing;

/// <summary>The options of <c>forerun compare</c>.</summary>
internal sealed class CompareSheet
{
    private readonly PassSheet pass = new($"Draws the {Bootstrap.Resamples:N0} resamples of the intervals.");

    private readonly Option<string?> policies = new("--policies", "-p")
    {
        HelpName = "P,P,...",
        Description = $"Which policies, between their brackets. Default: all; there are {string.Join(", ", PolicyNames.All)}.",
    };

    private readonly Option<Baseline?> baseline = Knob.Of<Baseline?>(
        "--baseline", "target|target+drafter",
        "What dP, dG and dCost are compared with: each step once, or its drafter beside it. Seconds and net value do not depend on it. Default: target.",
        "target or target+drafter", TryBaseline);

    private readonly Option<bool> dialSweep = new("--dial-sweep") { Description = "Also at the dials 0, 0.25, 0.5, 0.75 and 1." };

    private readonly Option<bool> valueSweep = new("--value-sweep") { Description = "Also at 0.1, 0.3, 1 and 3 times the value of time." };

    private readonly Option<string?> html = new("--html")
    {
        HelpName = "FILE", Description = "Also writes one self-contained page with charts there; both sweeps are made for it.",
    };

    public void AddTo(Command command)
    {
        pass.AddTo(command, [policies], [baseline, dialSweep, valueSweep, html]);
        command.Validators.Add(Check);
    }

    public CompareRequest Read(ParseResult parsed)
    {
        var page = parsed.GetValue(html);
        return new(pass.Read(parsed))
        {
            Policies = parsed.GetValue(policies) is { } names ? Split(names) : null,
            Baseline = parsed.GetValue(baseline) ?? Baseline.Target,
            DialSweep = parsed.GetValue(dialSweep) || page is not null,
            ValueSweep = parsed.GetValue(valueSweep) || page is not null,
            Html = page,
        };
    }

    private void Check(CommandResult given)
    {
        if (given.OrDefault(policies, null) is { } names)
        {
            if (Split(names).Count == 0) given.AddError("--policies must name at least one policy, for example forerun,cost-aware.");
            PolicyErrors.Add(given, Split(names));
        }

        given.OrDefault(baseline, default);
        pass.Check(given);
        pass.CheckWritten(given, "--html", given.OrDefault(html, null));
    }

    /// <summary>
    /// The names between the commas. A parameter may have a comma before it as well, <c>dsp:tau=0.9,offset=2</c>: what is no policy, and is
    /// one with what stands before it, belongs to that.
    /// </summary>
    private static IReadOnlyList<string> Split(string names)
    {
        List<string> found = [];
        foreach (var name in names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (found is [.., var before] && !Lineup.Has(name) && Lineup.Has($"{before},{name}")) found[^1] = $"{before},{name}";
            else found.Add(name);
        }

        return [.. found.Distinct()];
    }

    private static bool TryBaseline(string text, out Baseline? baseline)
    {
        baseline = text switch { "target" => Baseline.Target, "target+drafter" => Baseline.TargetAndDrafter, _ => null };
        return baseline is not null;
    }
}
