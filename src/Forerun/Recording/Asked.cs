using Forerun.Running.Live;
using Forerun.Traces;

namespace Forerun.Recording;

/// <summary>
/// The steps of code that asks by itself. What it does with an output nobody sees, so a step counts as after all that had ended before
/// it; the time between is the code's own, and a step too.
/// </summary>
internal static class Asked
{
    public static List<TraceStep> InTime(IReadOnlyList<RealCall> calls, List<TraceStep> steps)
    {
        var made = new List<TraceStep>();
        var before = Traces.InTime.Before([.. calls.Select(c => (c.StartedAt, c.StartedAt + c.Took))]);
        for (var i = 0; i < steps.Count; i++)
        {
            var last = before[i].Select(j => calls[j].StartedAt + calls[j].Took).DefaultIfEmpty().Max();
            IReadOnlyList<TraceDependency> after = [.. before[i].Select(j => new TraceDependency(steps[j].Id))];
            if (OwnCode.Between(last, calls[i].StartedAt, $"before {steps[i].Id}", after) is { } code)
            {
                made.Add(code);
                after = [new TraceDependency(code.Id)];
            }

            made.Add(steps[i] with { After = after });
        }

        return made;
    }
}
