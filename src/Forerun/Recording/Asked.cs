using Forerun.Running.Live;
using Forerun.Traces;

namespace Forerun.Recording;

/// <summary>
/// The steps of code that asks by itself. What it does with an output nobody sees, so a step counts as after all that had ended before
/// it; the time between is the code's own, and a step too. So is what it does after the last of them, before it answers.
/// </summary>
internal static class Asked
{
    /// <summary>The steps with what they come after, and with the code between them.</summary>
    /// <param name="calls">What the code asked for, in the order in which it began.</param>
    /// <param name="steps">A step for each.</param>
    /// <param name="answeredAt">When the code was done; null: it never was.</param>
    public static List<TraceStep> InTime(IReadOnlyList<RealCall> calls, IReadOnlyList<TraceStep> steps, TimeSpan? answeredAt)
    {
        var made = new List<TraceStep>();
        List<(TimeSpan Began, TimeSpan Ended)> spans = [.. calls.Select(c => (c.StartedAt, c.StartedAt + c.Took))];
        if (answeredAt is { } end) spans.Add((end, end));
        var before = Traces.InTime.Before(spans);
        for (var i = 0; i < steps.Count; i++)
        {
            var after = After(i);
            var gap = calls[i].StartedAt - calls[i].Waited - Ended(i);
            var code = OwnCode.Lasting(gap, $"before {steps[i].Id}", after);
            if (code is not null) made.Add(code);
            made.Add(code is null ? OwnCode.Within(steps[i] with { After = after }, gap) : steps[i] with { After = [new TraceDependency(code.Id)] });
        }

        if (answeredAt is null || steps.Count == 0) return made;
        var rest = answeredAt.Value - Ended(steps.Count);
        if (OwnCode.Lasting(rest, "before the answer", After(steps.Count)) is { } last) made.Add(last);
        else made[^1] = OwnCode.Within(made[^1], rest);
        return made;

        IReadOnlyList<TraceDependency> After(int i) => [.. before[i].Select(j => new TraceDependency(steps[j].Id))];

        TimeSpan Ended(int i) => before[i].Select(j => spans[j].Ended).DefaultIfEmpty().Max();
    }
}
