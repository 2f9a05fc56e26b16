using Forerun.Cli.Demo.Running;
using Forerun.Cli.Output;

namespace Forerun.Cli.Demo.Showing;

/// <summary>A pass as bars: from the ledger for letters that are settled, from the steps themselves for the one under way.</summary>
internal sealed class PassTrack(string name, TimeProvider clock) : IWatch
{
    private readonly Lock gate = new();
    private readonly List<LetterResult> settled = [];
    private readonly List<Bar> ended = [];
    private readonly List<Step> open = [];
    private readonly long began = clock.GetTimestamp();
    private int letter;

    /// <summary>A pass that has ended.</summary>
    public static Track Of(PassResult pass) => Of(pass.Name, pass.Letters);

    /// <summary>A pass that has not begun.</summary>
    public static Track Empty(string name) => new(name, []) { Summary = $"{name}: not begun" };

    /// <summary>How it stands.</summary>
    public Track Now()
    {
        lock (gate)
        {
            var track = Of(name, settled);
            var under = ended.Concat(open.Select(s => s.Until(Elapsed))).ToLookup(b => b.Fill == Track.Real);
            return track with { Groups = [("steps", [.. BarsOf(track, "steps"), .. under[true]]), ("bets", [.. BarsOf(track, "bets"), .. under[false]])] };
        }
    }

    /// <inheritdoc/>
    public void Letter(int number)
    {
        lock (gate)
        {
            letter = number;
            ended.Clear();
        }
    }

    /// <inheritdoc/>
    public IDisposable Began(string step)
    {
        lock (gate)
        {
            var isBet = open.Exists(s => s.Name == "decide" || (step == "draft" && s.Name is "classify" or "lookup"));
            var one = new Step(this, step, Elapsed, LabelOf(step, letter), isBet ? Track.Open : Track.Real);
            open.Add(one);
            return one;
        }
    }

    /// <inheritdoc/>
    public void Settled(LetterResult result)
    {
        lock (gate)
        {
            settled.Add(result);
            ended.Clear();
        }
    }

    private TimeSpan Elapsed => clock.GetElapsedTime(began);

    private static Track Of(string name, IReadOnlyList<LetterResult> letters)
    {
        // Letters leave at once, and a bar is a cell at least: it would be drawn as something that takes time. What people take is nobody's wait.
        var groups = letters.Select(l => Track.Bars([.. l.Rows.Where(r => r is not Ledgers.AttemptRow { Operation: "send" or "person" })], l.Began, a => LabelOf(a.Operation, l.Number))).ToList();
        var pass = new PassResult(name, letters);
        var cost = pass.Cost is { } usd ? usd.ToString() : "dollars unknown";
        return new Track(name, [])
        {
            Summary = $"{name}: {Counts.Of(letters.Count(l => l.Answer is not null), "answer")} in {pass.Waited.TotalSeconds:N1} s, {cost}",
            Groups = [.. ((string[])["steps", "bets"]).Select(n => (n, groups.SelectMany(g => g.First(x => x.Name == n).Bars).ToList()))],
        };
    }

    private static List<Bar> BarsOf(Track track, string group) => track.Groups.First(g => g.Name == group).Bars;

    private static string LabelOf(string step, int letter) => $"{step[0]}{letter}";

    private void End(Step step)
    {
        lock (gate)
            if (open.Remove(step)) ended.Add(step.Until(Elapsed));
    }

    private sealed class Step(PassTrack track, string name, TimeSpan start, string label, char fill) : IDisposable
    {
        public string Name => name;

        public Bar Until(TimeSpan end) => new(start, end, label, fill);

        public void Dispose() => track.End(this);
    }
}
