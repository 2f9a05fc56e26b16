using Forerun.Deciding;
using Forerun.Effects;
using Forerun.Policies;
using Forerun.Workflows;

namespace Forerun.Replay.Foresight;

/// <summary>
/// <c>oracle</c>: of all guesses that somebody offers, those that will be right, in a sliding window; bought where the seconds that they
/// hide are worth their price, and with nothing started that would not be adopted. Not the best that can be thought of: the best use of
/// these drafters and predictors. <c>oracle:forerun</c> is the same of those that <c>forerun</c> hears.
/// </summary>
internal sealed class OraclePolicy : IPolicy
{
    /// <summary>How many steps ahead purchases are weighed together, of a long run; they are again when half of these are known.</summary>
    private const int Horizon = 64;

    private readonly Record record;
    private readonly Scout scout;
    private readonly IReadOnlyList<Stage> stages;
    private readonly Timetable timetable;
    private readonly Dictionary<Key, Decision> verdicts = [];
    private readonly Dictionary<Key, (Bet Bet, int Position)> prefetches = [];
    private HashSet<Key>? buying;
    private int weighedAt;

    public OraclePolicy(Record record, string name = "oracle")
    {
        Name = name;
        this.record = record;
        scout = new Scout(record);
        stages = record.Stages();
        timetable = new Timetable(stages);
    }

    public string Name { get; }

    public void Choose(ISituation situation, Choice choice)
    {
        var news = buying is null;
        if (news) LookAhead(situation);
        var view = LookAround(situation, ref news);
        timetable.Begin(situation);
        if (news || timetable.Frontier >= weighedAt + (Horizon / 2)) Weigh(situation);
        timetable.Foretell(buying!);
        foreach (var (call, world) in view) Hold(situation, choice, call, world);
        foreach (var (bet, position) in prefetches.Values) Prefetch(situation, choice, bet, position);
    }

    private void Weigh(ISituation situation)
    {
        weighedAt = timetable.Frontier;
        buying = new Shopping(timetable, Offered(), situation.Settings.ValueOfTime).Choose();
    }

    /// <summary>Once: what will be asked for if all goes as recorded, and what is offered for it by now.</summary>
    private void LookAhead(ISituation situation)
    {
        var world = situation.Real;
        var open = new Queue<(Call Call, World World)>(situation.Pending.Select(c => (c, situation.Real)));
        while (open.TryDequeue(out var next))
        {
            if (!record.WillBeAsked(next.Call)) continue;
            var stage = stages[record.PositionOf(next.Call)];
            stage.Call = next.Call;
            stage.Expect(scout.Hints(situation, next.World, next.Call, stage, []));
            world = situation.Suppose(world, new Guess(new Reading(stage.Slot), stage.Truth, Name, 1));
            foreach (var due in world.Due) open.Enqueue((due, world));
        }
    }

    /// <summary>
    /// What is asked for now in the real world and on guesses in hand, each with its world. A wrong guess is taken as true where nothing
    /// better is known: what it leads to is held only if it is asked for all the same, but what is said of it there may be right.
    /// </summary>
    private List<(Call Call, World World)> LookAround(ISituation situation, ref bool news)
    {
        var world = situation.Real;
        var view = situation.Pending.Select(c => (Call: c, World: world)).ToList();
        var wrong = new List<Guess>();
        for (var i = 0; i < view.Count; i++)
        {
            var (call, asked) = view[i];
            if (record.StepOf(call) is null) continue;
            var stage = stages[record.PositionOf(call)];
            if (asked.IsReal)
            {
                news |= stage.Call?.Key != call.Key;
                stage.Call = call;
            }

            wrong.Clear();
            var hints = scout.Hints(situation, asked, call, stage, wrong);
            news |= IsTrue(call, stage) ? stage.Hear(hints) : stage.Overhear(hints);
            foreach (var hint in stage.Hints)
                if (hint is { Buy: null, Prefetches: not null }) Remember(situation, asked, hint.Guess, stage);
            foreach (var guess in Best(situation, stage, wrong))
            {
                world = situation.Suppose(world, guess);
                foreach (var due in world.Due) view.Add((due, world));
            }
        }

        return view;
    }

    /// <summary>What to take as true of a step's output, the whole before its parts: what it has returned, or guesses.</summary>
    private static IEnumerable<Guess> Best(ISituation situation, Stage stage, List<Guess> wrong)
    {
        if (stage.Call is { } call && situation.Real.HasAsked(stage.Slot) && situation.Real.Known(call.Key) is { } returned)
            return [new Guess(new Reading(stage.Slot), returned, "returned", 1)]; // a staged effect that is about to leave
        var best = stage.Hints.Where(h => h.IsUsable).Select(h => h.Guess).ToList();
        if (situation.Program.Plan.Count > 0) best.AddRange(wrong); // in a chain nothing that is asked for after a wrong guess is asked for again
        return best.DistinctBy(g => g.Reading).OrderBy(g => g.Reading.Path.Length);
    }

    private static bool IsTrue(Call call, Stage stage) => stage.Call?.Key == call.Key;

    private void Remember(ISituation situation, World world, Guess wrong, Stage stage)
    {
        if (scout.Prefetched(situation, world, wrong, stage) is not { } found || prefetches.ContainsKey(found.Call.Key)) return;
        prefetches[found.Call.Key] = (new Bet([found.Call], [wrong], found.World), found.Position);
    }

    /// <summary>All that can still be bought before the horizon, each call once.</summary>
    private List<Purchase> Offered()
    {
        foreach (var stage in stages) stage.Prefetches.Clear();
        foreach (var stage in stages)
            foreach (var hint in stage.Hints)
                if (hint.Prefetches is { } position) stages[position].Prefetches.Add((stage, hint));
        return [.. stages.Skip(timetable.Frontier).Take(Horizon).SelectMany(s => s.Hints).Select(h => h.Buy).OfType<Purchase>()
            .Where(p => !timetable.HasBegun(p.Call)).DistinctBy(p => p.Call.Key)];
    }

    private void Hold(ISituation situation, Choice choice, Call call, World world)
    {
        if (record.StepOf(call) is null) return;
        var stage = stages[record.PositionOf(call)];
        if (!IsTrue(call, stage)) return;
        var guesses = new List<Guess>();
        world.Under(call, guesses);
        if (guesses.Count > 0 && IsTime(situation, choice, stage)) Add(situation, choice, new Bet([call], guesses, world), choice.Bets);
        foreach (var hint in stage.Hints)
            if (hint.Buy is { Call: var buy } && (timetable.HasBegun(buy) || (buying!.Contains(buy.Key) && IsDrafted(situation, stage))))
                Add(situation, choice, new Bet([buy], [], world) { Buys = hint.Reading }, []);
    }

    /// <summary>Whether all that a step reads is real or guessed. What was only returned early is not confirmed: the window slides when it is.</summary>
    private bool IsDrafted(ISituation situation, Stage stage) => situation.Real.HasAsked(stage.Slot) || stage.Reads.All(r =>
        situation.Real.Read(stages[r.Upstream].Slot) is not null || stages[r.Upstream].Hints.Any(h => h.IsUsable && h.Tells(r.Reading)));

    private void Prefetch(ISituation situation, Choice choice, Bet bet, int position)
    {
        var isOffered = situation.Real.Read(bet.Guesses[0].Reading.Slot) is null;
        var isBegun = situation.ProgressOf(bet.Calls[0]) == Progress.UnderWay;
        if (isBegun || (isOffered && IsTime(situation, choice, stages[position]))) Add(situation, choice, bet, choice.Bets);
    }

    /// <summary>Whether a step may start: a read not before it can be adopted. If it may not, when to look again.</summary>
    private bool IsTime(ISituation situation, Choice choice, Stage stage)
    {
        if (!stage.GoesStale) return true;
        var start = timetable.Moments[stage.Position].Start;
        if (start <= situation.Now) return true;
        if (start < timetable.Moments[stage.Position].Asked) choice.LookAgain(start);
        return false;
    }

    /// <summary>Adds a bet with the verdict of when it was first made: foresight does not change its mind, so it is priced once.</summary>
    private void Add(ISituation situation, Choice choice, Bet bet, IReadOnlyList<Bet> held)
    {
        if (!verdicts.TryGetValue(bet.Identity, out var verdict))
            verdicts[bet.Identity] = verdict = Foreseen.Verdict(situation, bet, held);
        choice.Add(bet with { Decision = verdict });
    }
}
