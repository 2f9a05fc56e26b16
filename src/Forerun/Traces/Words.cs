using Forerun.Pricing;

namespace Forerun.Traces;

/// <summary>The words of the format, for reading and for writing.</summary>
internal static class Words
{
    public static readonly (string Word, StepKind Value)[] Kinds =
        [("model", StepKind.Model), ("tool", StepKind.Tool), ("human", StepKind.Human), ("code", StepKind.Code)];

    public static readonly (string Word, TraceEffect Value)[] Effects =
    [
        ("none", TraceEffect.None), ("idempotent", TraceEffect.Idempotent), ("staged", TraceEffect.Staged),
        ("irreversible", TraceEffect.Irreversible),
    ];

    public static readonly (string Word, Verdict Value)[] Verdicts = [("kept", Verdict.Kept), ("changed", Verdict.Changed)];

    public static readonly (string Word, Timing Value)[] Timings = [("measured", Timing.Measured), ("sampled", Timing.Sampled)];

    public static readonly (string Word, CancelRule Value)[] CancelRules =
        [("streamed", CancelRule.Streamed), ("full", CancelRule.Full), ("none", CancelRule.None)];

    public static string Of<T>((string Word, T Value)[] words, T value) =>
        Array.Find(words, w => EqualityComparer<T>.Default.Equals(w.Value, value)).Word
        ?? throw new ArgumentOutOfRangeException(nameof(value), value, "The trace format has no word for it.");
}
