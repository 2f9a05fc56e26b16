using Forerun.Traces;
using Forerun.Workflows;

namespace Forerun.Recording;

/// <summary>What a program does between two calls, as a step: its seconds are waited for like any other's.</summary>
public static class OwnCode
{
    /// <summary>The shortest time that is written down: 10 ms. What is shorter belongs to the calls around it.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(10);

    /// <summary>The step between the end of what went before and the beginning of what comes; null where it is too short.</summary>
    public static TraceStep? Between(TimeSpan ended, TimeSpan begins, string id, IReadOnlyList<TraceDependency> after) =>
        begins - ended < Shortest ? null : new TraceStep
        {
            Id = id,
            Operation = "code",
            Kind = StepKind.Code,
            Effect = TraceEffect.None,
            After = after,
            Output = Value.Null.Json,
            Duration = begins - ended,
            Price = Pricing.Usd.Zero,
        };
}
