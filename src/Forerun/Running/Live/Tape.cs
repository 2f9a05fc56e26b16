using Forerun.Ledgers;
using Forerun.Running.Attempts;

namespace Forerun.Running.Live;

/// <summary>Keeps of a live run what its machine doesn't, and tells the recorder at the end.</summary>
internal sealed class Tape(IRunRecorder recorder)
{
    private readonly Dictionary<int, TimeSpan> firstTokens = [];
    private readonly Dictionary<int, TimeSpan> waits = [];
    private readonly Dictionary<int, TimeSpan> moments = [];

    /// <summary>A chunk of an attempt's output is there.</summary>
    public void Progressed(int attempt, TimeSpan at) => firstTokens.TryAdd(attempt, at);

    /// <summary>An attempt was asked for, in the moment that began so.</summary>
    public void Asks(Attempt attempt, TimeSpan moment) => moments[attempt.Id] = moment;

    /// <summary>There is no room for an attempt yet.</summary>
    public void Waits(Attempt attempt, TimeSpan since) => waits.TryAdd(attempt.Id, since);

    /// <summary>When an attempt produced its first token; null if it streamed nothing.</summary>
    public TimeSpan? FirstToken(Attempt attempt) => firstTokens.TryGetValue(attempt.Id, out var at) ? at : null;

    /// <summary>The moment in which an attempt was asked for, as it began: many events may belong to one.</summary>
    public TimeSpan Asked(Attempt attempt) => moments.GetValueOrDefault(attempt.Id, attempt.RequestedAt);

    /// <summary>How long an attempt waited for room.</summary>
    public TimeSpan Waited(Attempt attempt) => waits.TryGetValue(attempt.Id, out var since) ? attempt.StartedAt - since : TimeSpan.Zero;

    /// <summary>Tells what the run has really done.</summary>
    /// <param name="tags">Whose run.</param>
    /// <param name="machine">What it did.</param>
    /// <param name="asksByItself">Whether the user's code asked for the calls.</param>
    /// <param name="knownAt">When what an attempt has brought was known, by its number and its end.</param>
    public void Record(Tags tags, RunMachine machine, bool asksByItself, Func<int, TimeSpan, TimeSpan> knownAt)
    {
        try
        {
            var calls = new RealTimes(machine, this, knownAt).Calls();
            recorder.Record(new RunRecord(tags, machine.Result!, [.. calls.OrderBy(c => c.StartedAt)], asksByItself));
        }
#pragma warning disable CA1031 // a recorder may throw anything; the run is not its affair
        catch (Exception)
#pragma warning restore CA1031
        {
            return;
        }
    }
}
