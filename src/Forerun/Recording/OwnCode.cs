using Forerun.Traces;
using Forerun.Workflows;

namespace Forerun.Recording;

/// <summary>What a program does between two calls, as a step: its seconds are waited for like any other's.</summary>
public static class OwnCode
{
    /// <summary>The shortest time that is written down: 10 ms. What is shorter counts to the call beside it (<see cref="Within"/>).</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(10);

    /// <summary>A step of the program's own; null where it is too short.</summary>
    public static TraceStep? Lasting(TimeSpan time, string id, IReadOnlyList<TraceDependency> after) => time < Shortest ? null : new TraceStep
    {
        Id = id,
        Operation = "code",
        Kind = StepKind.Code,
        Effect = TraceEffect.None,
        After = after,
        Output = Value.Null.Json,
        Duration = time,
        Price = Pricing.Usd.Zero,
    };

    /// <summary>A step with a time beside it that is too short for a step of its own, so that the run is as long as it was.</summary>
    public static TraceStep Within(TraceStep step, TimeSpan time)
    {
        ArgumentNullException.ThrowIfNull(step);
        return time <= TimeSpan.Zero || time >= Shortest ? step : step with { Duration = step.Duration + time, FirstToken = step.FirstToken + time };
    }
}
