using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Forerun.Pricing;

namespace Forerun.Calibrating;

/// <summary>
/// How far each edge is trusted, learned from what its guesses have come to: the five stages of arXiv 2606.07846; gates and tests are ours
/// (docs/calibration.md, docs/drift.md). It decides on no bet: it says which edges a run may bet on at all. Safe from many runs at once.
/// </summary>
/// <param name="isReplay">Whether what is seen are recorded runs: only they count for the first gate. Default: false.</param>
public sealed class Calibration(bool isReplay = false)
{
    private readonly Lock gate = new();
    private readonly Dictionary<StageKey, Standing> edges = [];
    private int version;

    /// <summary>Rises with every move, so that whoever has decided before knows to decide again.</summary>
    public int Version => Volatile.Read(ref version);

    /// <summary>Whether a run is among the share of the runs that bet: by a hash of its id, so that the runs of a share are among those of a larger one.</summary>
    public static bool IsAmong(string run, decimal share)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(run), hash);
        return BinaryPrimitives.ReadUInt32BigEndian(hash) < share * (1m + uint.MaxValue);
    }

    /// <summary>Where an edge stands.</summary>
    public Stand StandOf(StageKey edge)
    {
        lock (gate) return edges.TryGetValue(edge, out var known) ? known.State.Stand : default;
    }

    /// <summary>Whether a run may bet on an edge that stands there. One that nobody has moved is bet on at once where that is how edges enter.</summary>
    public static bool Admits(Stand stand, Gates gates, string run)
    {
        ArgumentNullException.ThrowIfNull(gates);
        return stand.Stage == Stage.Offline ? gates.Entry == Entry.AtOnce : stand.Share > 0 && IsAmong(run, stand.Share);
    }

    /// <summary>
    /// An edge is seen with a version of its models, prompts and prices. Another one than ever before begins anew, where the edge had got beyond
    /// shadow, in shadow.
    /// </summary>
    /// <returns>The move; null if the version is known. <see cref="Move.To"/> may be where it stood.</returns>
    public Move? See(StageKey edge, string with)
    {
        lock (gate)
        {
            var known = Of(edge);
            if (known.State.Versions.Contains(with)) return null;
            var isFirst = known.State.Versions.Count == 0;
            known.State = known.State with { Versions = [.. known.State.Versions.TakeLast(15), with] };
            if (isFirst) return null;
            return To(known, known.State.Stage is Stage.Canary or Stage.Online ? new(Stage.Shadow, 0) : known.State.Stand, MoveReason.Changed);
        }
    }

    /// <summary>A decision's truth is known: counts it, and moves the edge if that passes a gate or trips it.</summary>
    /// <param name="edge">The edge.</param>
    /// <param name="gates">The gates in force.</param>
    /// <param name="said">P, as it was decided on.</param>
    /// <param name="needed">P*: what it would have taken to break even.</param>
    /// <param name="hit">Whether the guess was right and was of use.</param>
    /// <param name="isAdmissible">Whether the downstream may run on a guess at all. One that may not is counted, and never moved. Default: true.</param>
    public Move? Observe(StageKey edge, Gates gates, double said, double needed, bool hit, bool isAdmissible = true)
    {
        lock (gate)
        {
            var known = Of(edge);
            var atOnce = known.State.Stage == Stage.Offline && gates.Entry == Entry.AtOnce;
            if (known.State.Stage == Stage.Killed || (known.State.Stage == Stage.Offline && !atOnce && !isReplay)) return null;
            known.State = Watch.Next(known.State, said, needed, hit) with { IsInadmissible = !isAdmissible };
            if (!isAdmissible) return null;
            if (Watch.Reason(known.State, gates) is { } reason) return To(known, new(Stage.Shadow, 0), reason);
            if (known.State.Reference is null && known.State.Seen.Decisions >= DriftTest.Baseline && (atOnce || known.State.Stand.Share > 0))
                known.State = ComparedWith(known.State, known.State.Seen);
            return atOnce ? null : Promoted(known, gates);
        }
    }

    /// <summary>
    /// A bet may lose this on an edge. False: it has no room for it; where something has been lost already, the edge goes back to shadow. A call
    /// that alone is dearer than the budget is not bet on, and says nothing of its edge.
    /// What is taken is to be given back by <see cref="Settle"/>.
    /// </summary>
    public bool TryRisk(StageKey edge, Gates gates, Usd risk, out Move? move)
    {
        lock (gate)
        {
            var known = Of(edge);
            move = null;
            if (BudgetOf(known.State.Stage, gates) is { } budget && known.State.Down + known.AtRisk + risk.Amount > budget.Amount)
            {
                if (known.AtRisk == 0 && known.State.Down > 0) move = To(known, new(Stage.Shadow, 0), MoveReason.Waste);
                return false;
            }

            known.AtRisk += risk.Amount;
            return true;
        }
    }

    /// <summary>Gives back what was taken for a bet that never began.</summary>
    public void Release(StageKey edge, Usd risk)
    {
        lock (gate)
        {
            var known = Of(edge);
            known.AtRisk = Math.Max(0, known.AtRisk - risk.Amount);
        }
    }

    /// <summary>Whether every edge from an operation is switched off by hand: then no guess of it is worth buying.</summary>
    public bool IsKilled(string workflow, string upstream)
    {
        lock (gate)
        {
            var any = false;
            foreach (var (edge, known) in edges)
            {
                if (edge.Workflow != workflow || edge.Upstream != upstream) continue;
                if (known.State.Stage != Stage.Killed) return false;
                any = true;
            }

            return any;
        }
    }

    /// <summary>A bet has ended.</summary>
    /// <param name="edge">The edge.</param>
    /// <param name="gates">The gates in force.</param>
    /// <param name="risk">What was taken for it.</param>
    /// <param name="lost">What it has lost.</param>
    /// <param name="won">What it has won.</param>
    public Move? Settle(StageKey edge, Gates gates, Usd risk, Usd lost, Usd won)
    {
        lock (gate)
        {
            var known = Of(edge);
            known.AtRisk = Math.Max(0, known.AtRisk - risk.Amount);
            if (BudgetOf(known.State.Stage, gates) is null) return null; // begun before the edge was moved
            known.State = known.State with
            {
                Bets = known.State.Bets + 1, Lost = known.State.Lost + lost.Amount, Won = known.State.Won + won.Amount,
                Down = Math.Max(0, known.State.Down + lost.Amount - won.Amount),
            };
            return known.State.Stage == Stage.Offline ? null : Promoted(known, gates);
        }
    }

    /// <summary>Keeps what a replay of recorded runs has shown of an edge that is offline, in place of what another one has.</summary>
    /// <returns>The edge as it is known now: as before where it is not offline any more, or is watched already.</returns>
    public StageState Keep(StageState shown)
    {
        ArgumentNullException.ThrowIfNull(shown);
        lock (gate)
        {
            var known = Of(shown.Edge);
            if (known.State is { Stage: Stage.Offline, Reference: null })
                known.State = known.State with { Before = shown.Before + shown.Seen, IsInadmissible = shown.IsInadmissible };
            return known.State;
        }
    }

    /// <summary>Moves an edge because somebody has said so, or has found elsewhere that it has passed.</summary>
    /// <returns>The move; null if it stands there already, or is to go up and may never be bet on.</returns>
    public Move? Command(StageKey edge, Stand to, MoveReason why = MoveReason.Command)
    {
        lock (gate)
        {
            var known = Of(edge);
            return known.State.Stand == to || (known.State.IsInadmissible && to.Share > known.State.Stand.Share) ? null : To(known, to, why);
        }
    }

    /// <summary>All edges that were seen, to be kept or shown.</summary>
    public IReadOnlyList<StageState> Snapshot()
    {
        lock (gate) return [.. edges.Values.Select(e => e.State).OrderBy(s => s.Edge.Workflow, StringComparer.Ordinal).ThenBy(s => s.Edge.ToString(), StringComparer.Ordinal)];
    }

    /// <summary>Takes up what was kept, of each edge if it is newer than what there is.</summary>
    public void Restore(IEnumerable<StageState> states)
    {
        ArgumentNullException.ThrowIfNull(states);
        lock (gate)
        {
            foreach (var state in states)
            {
                var known = Of(state.Edge);
                if (known.State != new StageState(state.Edge) && !state.IsNewerThan(known.State)) continue;
                if (known.State.Stand != state.Stand) version++;
                known.State = state;
            }
        }
    }

    /// <summary>One that has seen the same and goes on by itself. What is at risk just now is not copied.</summary>
    public Calibration Copy()
    {
        var copy = new Calibration(isReplay);
        copy.Restore(Snapshot());
        return copy;
    }

    private Standing Of(StageKey edge)
    {
        if (!edges.TryGetValue(edge, out var known)) edges[edge] = known = new Standing(new StageState(edge));
        return known;
    }

    /// <summary>How far an edge may be down since it was at its best; null where nothing is bet on it. One that entered at once has what it would have online.</summary>
    private static Usd? BudgetOf(Stage stage, Gates gates) => stage switch
    {
        Stage.Canary => gates.CanaryCap,
        Stage.Online => gates.WasteBudget,
        Stage.Offline when gates.Entry == Entry.AtOnce => gates.WasteBudget,
        _ => null,
    };

    private Move? Promoted(Standing known, Gates gates) =>
        gates.Automatic && Gate.Next(known.State, gates) is { } next ? To(known, next, MoveReason.Passed) : null;

    private Move To(Standing known, Stand to, MoveReason why)
    {
        var move = new Move(known.State, to, why);
        var isOn = to.Stage is Stage.Canary or Stage.Online && why != MoveReason.Changed;
        known.State = Started(known.State with { Stage = to.Stage, Share = to.Stage == Stage.Canary ? to.Share : 0, Moves = known.State.Moves + 1 }, isOn ? known.State.Before + known.State.Seen : default);
        Interlocked.Increment(ref version);
        return move;
    }

    /// <summary>The counts of a stage begin anew, beside what there was before.</summary>
    private static StageState Started(StageState state, EdgeRecord before) => ComparedWith(state, before) with { Bets = 0, Won = 0, Lost = 0, Down = 0 };

    private static StageState ComparedWith(StageState state, EdgeRecord before) => state with
    {
        Before = before, Reference = before.Decisions == 0 ? null : DriftTest.Reference(before.Hits, before.Decisions - before.Hits),
        Seen = default, Drift = 0, NewestBrier = 0,
    };

    private sealed class Standing(StageState state)
    {
        public StageState State { get; set; } = state;

        public decimal AtRisk { get; set; }
    }
}
