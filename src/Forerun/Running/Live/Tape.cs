using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Running.Attempts;

namespace Forerun.Running.Live;

/// <summary>Keeps of a live run what its machine doesn't, and tells the recorder at the end.</summary>
internal sealed class Tape(IRunRecorder recorder)
{
    private readonly Dictionary<int, TimeSpan> firstTokens = [];
    private readonly Dictionary<int, TimeSpan> leavings = [];

    /// <summary>A chunk of an attempt's output is there.</summary>
    public void Progressed(int attempt, TimeSpan at) => firstTokens.TryAdd(attempt, at);

    /// <summary>A staged effect has left, and that took so long.</summary>
    public void Left(int attempt, TimeSpan took)
    {
        lock (leavings) leavings[attempt] = took;
    }

    /// <summary>Tells what the run has really done.</summary>
    public void Record(Tags tags, RunMachine machine, bool asksByItself)
    {
        try
        {
            recorder.Record(new RunRecord(tags, machine.Result!, [.. Calls(machine).OrderBy(c => c.StartedAt)], asksByItself));
        }
#pragma warning disable CA1031 // a recorder may throw anything; the run is not its affair
        catch (Exception)
#pragma warning restore CA1031
        {
            return;
        }
    }

    private IEnumerable<RealCall> Calls(RunMachine machine)
    {
        foreach (var attempt in machine.Attempts)
        {
            if (attempt is not { State: AttemptState.Finished, IsAuthoritative: true }) continue;
            if (!firstTokens.TryGetValue(attempt.Id, out var first)) first = TimeSpan.MinValue;
            foreach (var slot in attempt.Wanted)
                yield return slot == attempt.Wanted[0] ? Own(machine, attempt, slot, first) : Shared(machine, attempt, slot);
        }
    }

    /// <summary>Tries that failed belong to the call: they took its time, and what they were charged is its price.</summary>
    private RealCall Own(RunMachine machine, Attempt attempt, string slot, TimeSpan firstToken)
    {
        var failed = machine.Attempts.Where(a => a.State == AttemptState.Failed && a.HasStarted && a.Wanted.Contains(slot)).ToList();
        var began = failed.Select(a => a.StartedAt).Append(attempt.StartedAt).Min();
        lock (leavings)
            return new RealCall(machine.RealCall(slot)!, began, attempt.EndedAt - began + leavings.GetValueOrDefault(attempt.Id), attempt.Output!)
            {
                FirstToken = firstToken == TimeSpan.MinValue ? null : firstToken - began,
                Usage = failed.Select(a => a.Usage).Concat(failed.Append(attempt).Select(a => a.Failed?.Usage)).OfType<TokenUsage>()
                    .Aggregate(attempt.Usage, (sum, one) => sum is null ? null : sum + one),
                Tries = failed.Append(attempt).Sum(a => 1 + (a.Failed?.Count ?? 0)),
            };
    }

    private static RealCall Shared(RunMachine machine, Attempt attempt, string slot) =>
        new(machine.RealCall(slot)!, attempt.EndedAt, TimeSpan.Zero, attempt.Output!) { Usage = TokenUsage.Zero, Shares = attempt.Wanted[0] };
}
