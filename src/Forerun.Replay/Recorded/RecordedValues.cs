using System.Runtime.CompilerServices;
using Forerun.Traces;
using Forerun.Workflows;

namespace Forerun.Replay.Recorded;

/// <summary>
/// The outputs and guesses of a trace as values, each made once for all passes that replay it: their digests are needed over and over.
/// </summary>
internal static class RecordedValues
{
    private static readonly ConditionalWeakTable<TraceStep, Value> Outputs = [];
    private static readonly ConditionalWeakTable<TraceGuess, Value> Guesses = [];

    public static Value OutputOf(TraceStep step) => Outputs.GetValue(step, static s => Value.Of(s.Output));

    public static Value ValueOf(TraceGuess guess) => Guesses.GetValue(guess, static g => Value.Of(g.Output));
}
