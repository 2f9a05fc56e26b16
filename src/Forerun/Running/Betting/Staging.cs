using Forerun.Calibrating;
using Forerun.Deciding;
using Forerun.Effects;
using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Running.Attempts;
using Forerun.Workflows;

namespace Forerun.Running.Betting;

/// <summary>
/// The stages of the edges that a run bets on: what holds a bet back, and what edges learn of the run. Every policy's bets come by here, after
/// admissibility and before anything is started.
/// </summary>
internal sealed class Staging(RunOptions options, Situation situation)
{
    private readonly Calibration calibration = options.Learned.Calibration;
    private readonly HashSet<(string, string, string?, string, string, string?, string)> seen = [];
    private readonly Dictionary<Key, (List<StageKey> Edges, Usd Risk)> open = [];

    /// <summary>Where moves are written.</summary>
    public Action<LedgerRow> Write { get; set; } = static _ => { };

    /// <summary>Rises with every move of any edge.</summary>
    public int Version => calibration.Version;

    private Gates Gates => situation.Settings.Gates;

    /// <summary>Where the edge stands that holds a bet back; null: none does. A purchase is held back only for an edge that was killed.</summary>
    public Stand? HoldsBack(Bet bet)
    {
        if (bet.Buys is { } reading)
            return bet.World.Asked(reading.Slot) is { } bought && calibration.IsKilled(situation.Program.Name, bought.Operation.Name) ? new Stand(Stage.Killed, 0) : null;
        var edges = EdgesOf(bet);
        foreach (var edge in edges)
            if (calibration.StandOf(edge) is var stand && !Calibration.Admits(stand, Gates, options.Tags.Run)) return stand;
        if (bet.Calls.Any(c => open.ContainsKey(c.Key))) return null; // it is under way, with what it may lose taken already
        var risk = Usd.Zero;
        foreach (var call in bet.Calls) risk += situation.ExpectedCost(call.Operation) ?? Usd.Zero;
        foreach (var edge in edges)
            if (!HasRoom(edge, risk)) return calibration.StandOf(edge);
        return null;
    }

    /// <summary>A call is about to begin on a guess: what it may lose is taken from what its edges may. False: they have no room for it.</summary>
    public bool TryBegin(Bet bet, Call call)
    {
        if (bet.IsPurchase || open.ContainsKey(call.Key)) return true;
        var (edges, risk) = (EdgesOf(bet), situation.ExpectedCost(call.Operation) ?? Usd.Zero);
        for (var i = 0; i < edges.Count; i++)
        {
            if (Take(edges[i], risk)) continue;
            for (var taken = 0; taken < i; taken++) calibration.Release(edges[taken], risk);
            return false;
        }

        open[call.Key] = (edges, risk);
        return true;
    }

    /// <summary>A call that was begun on a guess has been adopted or lost.</summary>
    public void Ended(Attempt attempt, Usd lost, Usd won)
    {
        if (attempt.Standing != Standing.Bet || !open.Remove(attempt.Call.Key, out var held)) return;
        foreach (var edge in held.Edges) Tell(calibration.Settle(edge, Gates, held.Risk, lost, won));
    }

    /// <summary>Nothing of the run is left: what was taken for calls that never began is given back.</summary>
    public void Close()
    {
        foreach (var (edges, risk) in open.Values)
            foreach (var edge in edges) calibration.Release(edge, risk);
        open.Clear();
    }

    /// <summary>What it would have taken of one guess for its bet to break even, the others being as likely as they were (ours).</summary>
    public static double Needed(Bet bet, double said)
    {
        var terms = bet.Decision.Terms;
        var needed = (double)terms.BreakEvenProbability;
        return bet.Guesses.Count > 1 && terms.Probability > 0 ? needed * said / (double)terms.Probability : needed;
    }

    /// <summary>The truth of a guess that was decided on is known. A draft that was to be bought on it is no edge: whether it is bought is asked of its own upstream.</summary>
    public void Known(Guess guess, Bet bet, Call reader, double said, double needed, bool hit)
    {
        if (bet.IsPurchase && reader == bet.Calls[0]) return;
        Tell(calibration.Observe(EdgeOf(guess, bet, reader.Operation), Gates, said, needed, hit, reader.Operation.Admission != Admission.Inadmissible));
    }

    private bool HasRoom(StageKey edge, Usd risk)
    {
        if (!Take(edge, risk)) return false;
        calibration.Release(edge, risk);
        return true;
    }

    private bool Take(StageKey edge, Usd risk)
    {
        var taken = calibration.TryRisk(edge, Gates, risk, out var move);
        Tell(move);
        return taken;
    }

    private List<StageKey> EdgesOf(Bet bet)
    {
        List<StageKey> edges = [];
        foreach (var guess in bet.Guesses) AddEdges(guess, bet, edges);
        if (edges.Count == 0) edges.Add(new StageKey(situation.Program.Name, "", bet.Calls[0].Operation.Name)); // a bet on nothing is still one
        return edges;
    }

    private void AddEdges(Guess guess, Bet bet, List<StageKey> edges)
    {
        foreach (var reader in Situation.ReadersOf(guess, bet).DefaultIfEmpty(bet.Calls[0]))
            if (EdgeOf(guess, bet, reader.Operation) is var edge && !edges.Contains(edge)) edges.Add(edge);
    }

    private StageKey EdgeOf(Guess guess, Bet bet, Operation reader)
    {
        var upstream = bet.World.Asked(guess.Reading.Slot)?.Operation;
        var edge = new StageKey(situation.Program.Name, upstream?.Name ?? guess.Reading.Slot, reader.Name);
        if (upstream is not null) See(edge, upstream, reader);
        return edge;
    }

    /// <summary>Whether the models, prompts and prices of an edge are others than before: then its beliefs begin anew as well.</summary>
    private void See(StageKey edge, Operation up, Operation down)
    {
        var prices = situation.Settings.Prices.Version;
        if (!seen.Add((up.Name, up.Version, up.Model, down.Name, down.Version, down.Model, prices))) return;
        if (calibration.See(edge, $"{up.KeyName} {up.Model}, {down.KeyName} {down.Model}, prices {prices}") is not { } move) return;
        options.Learned.Beliefs.Renew(edge.Workflow, edge.Upstream, edge.Downstream);
        Tell(move);
    }

    private void Tell(Move? move)
    {
        if (move is not null) Write(MoveRow.Of(options.Tags, situation.Now, move));
    }
}
