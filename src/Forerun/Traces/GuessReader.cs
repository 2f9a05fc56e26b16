using System.Text.Json;

namespace Forerun.Traces;

/// <summary>Reads the guesses of one step.</summary>
internal static class GuessReader
{
    private static readonly string[] Known = ["by", "model", "call", "output", "seconds", "usage", "confidence"];

    public static IReadOnlyList<TraceGuess> Read(JsonFields step)
    {
        if (step.Items("guesses"u8, Draft) is not { Count: > 0 } read)
            return [];
        var calls = read.Where(g => g.Guess.Call is not null)
            .GroupBy(g => g.Guess.Call!, StringComparer.Ordinal)
            .ToDictionary(call => call.Key, static call => call.ToList(), StringComparer.Ordinal);
        return [.. read.Select((guess, at) => Settle(at, guess, guess.Guess.Call is { } call ? calls[call] : [guess]))];
    }

    private static Drafted Draft(JsonElement value)
    {
        var fields = new JsonFields(value);
        var guess = new TraceGuess
        {
            By = fields.Text("by"u8),
            Model = fields.TextOrNull("model"u8),
            Call = fields.TextOrNull("call"u8),
            Output = fields.Find("output"u8) ?? StepReader.JsonNull,
            Duration = SecondsReader.DurationOrNull(fields, "seconds"u8),
            Usage = fields.Inner("usage"u8, UsageReader.Read),
            UsageExtra = UsageReader.Extra(fields),
            Confidence = fields.Number("confidence"u8, 0, 1),
            Extra = fields.Others(Known),
        };
        return new Drafted(guess, fields.Find("seconds"u8) is not null);
    }

    /// <summary>Gives a guess what it has from its call: the call's duration, and to the first guess of it, its usage.</summary>
    private static TraceGuess Settle(int at, Drafted drafted, List<Drafted> call)
    {
        if (!call.Exists(static g => g.SaysSeconds))
            throw new MalformedFieldException($"guesses[{at}].seconds", "missing; null would say that the drafter's call failed");
        var shares = !ReferenceEquals(call[0].Guess, drafted.Guess);
        return drafted.Guess with
        {
            SharesCall = shares,
            Duration = drafted.Guess.Duration ?? call.Find(static g => g.Guess.Duration is not null)?.Guess.Duration,
            Usage = shares ? null : call.Find(static g => g.Guess.Usage is not null)?.Guess.Usage,
        };
    }

    private sealed record Drafted(TraceGuess Guess, bool SaysSeconds);
}
