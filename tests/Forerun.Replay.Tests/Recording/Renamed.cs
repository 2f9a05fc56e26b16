using System.Text;
using System.Text.Json;
using Forerun.Ledgers;
using Forerun.Recording;
using Forerun.Replay.Comparing;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Recording;

/// <summary>Traces as they would have been recorded without their content, and what replays make of them.</summary>
internal static class Renamed
{
    /// <summary>A trace behind a veil: what runs are about, what steps are given and return, and what drafters said.</summary>
    public static Trace Of(Trace trace, RecordedContent content, string key = "a key that nobody has")
    {
        var veil = new Veil(content, Encoding.UTF8.GetBytes(key));
        return trace with { Runs = [.. trace.Runs.Select(r => Of(r, veil))] };
    }

    /// <summary>Replays a trace and its hashes under a policy, and fails where anything differs but the values.</summary>
    public static ReplayReport AssertSame(Trace trace, Trace hashes, string policy, string what, decimal dial = 1, bool leavesOut = false)
    {
        var (report, full) = Replay(trace, policy, dial, leavesOut);
        var (_, hashed) = Replay(hashes with { Name = trace.Name }, policy, dial, leavesOut);
        Assert.True(full == hashed, $"{what}, {policy}, dial {dial}: {Difference(full, hashed)}");
        return report;
    }

    public static IReadOnlyList<string> Policies(Trace trace) => Lineup.Of(trace);

    /// <summary>
    /// A replay, and all that it says as a text: its numbers, and each decision in full, with the values that are guessed numbered as they come
    /// up, since their digests are others.
    /// </summary>
    private static (ReplayReport Report, string All) Replay(Trace trace, string policy, decimal dial, bool leavesOut)
    {
        var ledger = new MemoryLedger();
        var values = new Dictionary<string, int>();
        var report = Replayer.Run(trace, new ReplayOptions { Policy = policy, Dial = dial, LeaveOutTask = leavesOut, Ledger = ledger });
        var decisions = ledger.Rows.OfType<DecisionRow>()
            .Select(r => $"{r.Tags.Run} {r.At} {string.Join(',', r.Slots)} {r.Edge} {string.Join(',', r.Guesses.Select(Numbered))} {r.Decision}");
        return (report, $"{JsonSerializer.Serialize(report)}\n{string.Join('\n', decisions)}");

        string Numbered(string guess)
        {
            var digest = guess.LastIndexOf(':') + 1;
            values.TryAdd(guess[digest..], values.Count);
            return $"{guess[..digest]}{values[guess[digest..]]}";
        }
    }

    private static string Difference(string one, string other)
    {
        var at = one.Zip(other).TakeWhile(c => c.First == c.Second).Count();
        var from = Math.Max(0, at - 200);
        return $"…{one[from..Math.Min(one.Length, at + 200)]}… against …{other[from..Math.Min(other.Length, at + 200)]}…";
    }

    private static TraceRun Of(TraceRun run, Veil veil) => run with
    {
        Task = run.Task is { } task ? veil.Of(task).GetString() : null,
        Steps = [.. run.Steps.Select(s => s with
        {
            Output = veil.Output(s.Output), Input = s.Input is { } input ? veil.Arguments(input) : null,
            Guesses = [.. s.Guesses.Select(g => g with { Output = veil.Output(g.Output) })],
        })],
    };
}
