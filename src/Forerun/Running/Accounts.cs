using Forerun.Deciding;
using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Running.Attempts;
using Forerun.Running.Betting;
using Forerun.Running.Shelving;
using Forerun.Workflows;

namespace Forerun.Running;

/// <summary>The money of a run: every attempt is charged when it ends, every bet is booked when its truth is known.</summary>
internal sealed class Accounts(RunOptions options, Situation situation, Shelf attempts, Staging staging)
{
    private readonly BetBook book = new(situation.Equivalents, staging);
    private Dictionary<Attempt, Usd>? atRisk;
    private readonly List<(Attempt Attempt, List<Guess> Guesses, List<Guess> Under)> purchases = [];
    private Usd total, confirmedGuesses;
    private int unknownCosts, fromShelf;
    private (long Sum, int Count) depths, episodes;

    public BetBook Book => book;

    /// <summary>What the ledger threw first; null if it has taken every row.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>How many rows the ledger has not taken.</summary>
    public int Unwritten { get; private set; }

    public void Write(LedgerRow row)
    {
        try
        {
            options.Ledger?.Append(row);
        }
#pragma warning disable CA1031 // a full disk must neither lose what is under way nor be overlooked: the machine ends the run
        catch (Exception e)
#pragma warning restore CA1031
        {
            Fault ??= e;
            Unwritten++;
        }
    }

    public void Episode(int depth) => episodes = (episodes.Sum + depth, episodes.Count + 1);

    /// <summary>An attempt is under way.</summary>
    public void Started(Attempt attempt)
    {
        var unknown = attempt.Bet is null ? [] : attempt.Bet.Guesses.Where(g => situation.Real.Read(g.Reading) is null).ToList();
        if (attempt.Standing != Standing.Purchase) depths = (depths.Sum + 1 + unknown.Count, depths.Count + 1);
        if (attempt.Bet is not { } bet) return;
        if (attempt.Standing == Standing.Bet) book.Placed(attempt, bet, unknown);
        if (attempt.IsAuthoritative) return;
        var risk = situation.ExpectedCost(attempt.Call.Operation) ?? bet.Decision.Terms.GuessPrice;
        (atRisk ??= [])[attempt] = risk;
        situation.Allowance.Risk(risk);
    }

    /// <summary>The real world adopts an attempt: what it has cost and will cost is the real path's, and its head start is won.</summary>
    public void Adopted(Attempt attempt)
    {
        NoLongerAtRisk(attempt);
        attempt.HeadStart = HeadStart(attempt);
        if (attempt.State == AttemptState.Finished) situation.Allowance.Real(attempt.KnownCost);
        var won = attempt.HeadStart.Ticks / (decimal)TimeSpan.TicksPerSecond * situation.Settings.ValueOfTime;
        situation.Allowance.Won(won);
        staging.Ended(attempt, Usd.Zero, won);
    }

    /// <summary>The real world is answered with what another run has paid for: that run was charged and had the bet, this one has neither.</summary>
    public void Unshelved(Attempt attempt, Shelved item)
    {
        fromShelf++;
        Write(new AdoptionRow(
            options.Tags, attempts.Now, attempt.Id, attempt.Call.Slot, attempt.Call.Operation.Name, attempt.Call.Key.ToString(),
            item.PaidBy, item.PaidAttempt, item.Paid, options.Began + attempts.Now - item.EndedAt));
    }

    /// <summary>How long an attempt has been under way by now, or was in all.</summary>
    private TimeSpan HeadStart(Attempt attempt) =>
        attempt.State == AttemptState.Waiting ? TimeSpan.Zero
        : (attempt.State == AttemptState.Finished ? attempt.EndedAt : attempts.Now) - attempt.StartedAt;

    /// <summary>An attempt has ended: it is charged, and forecasts learn from it.</summary>
    public void Close(Attempt attempt, AttemptState state, RunEvent e)
    {
        attempts.Close(attempt, state);
        var operation = attempt.Call.Operation;
        attempt.Usage = e.Usage;
        if (e.IsUnmetered && attempt.HasStarted) e = e with { Fraction = Math.Max(e.Fraction, situation.FractionOf(attempt)) }; // by the time that it took
        attempt.Cost = Charge(attempt, e);
        if (attempt.Cost is null) unknownCosts++;
        total += attempt.Cost ?? Usd.Zero;
        if (state == AttemptState.Finished)
            options.Learned.Forecasts.Observe(situation.Program.Name, operation.KeyName, attempt.EndedAt - attempt.StartedAt, e.Usage);
        BookEnd(attempt, state);
        if (options.Ledger is null) return;
        var end = state switch
        {
            AttemptState.Finished => AttemptEnd.Finished,
            AttemptState.Failed => AttemptEnd.Failed,
            _ => AttemptEnd.Cancelled,
        };
        Write(new AttemptRow(
            options.Tags, attempts.Now, attempt.Id, attempt.Call.Slot, operation.Name, operation.Model, attempt.Call.Key.ToString(),
            attempt.Standing, end, attempt.StartedAt, e.Usage, e.Fraction, attempt.Cost, attempt.Settings.Prices.Version));
    }

    /// <summary>A try within an attempt has failed. It is charged at once, by what it used; a try that brings no usage is not billed.</summary>
    public void Retried(Attempt attempt, RunEvent e)
    {
        var operation = attempt.Call.Operation;
        var cost = e.Usage is null ? Usd.Zero : Till.ChargeCounted(attempt.Settings, operation, e.Usage, options.Began + attempt.RequestedAt);
        if (cost is null) unknownCosts++;
        total += cost ?? Usd.Zero;
        (attempt.Failed ??= new FailedTries()).Add(cost, e.Usage, attempts.Now);
        Write(new TryRow(
            options.Tags, attempts.Now, attempt.Id, attempt.Failed.Count, operation.Name, operation.Model, e.Text ?? "", e.Usage, cost,
            attempt.Settings.Prices.Version));
    }

    /// <summary>The real world asks for a call: bets on it that were right have hit.</summary>
    public void Asked(Call call) => book.Asked(call.Key, Decided);

    /// <summary>The real world knows a slot: bets on it are decided.</summary>
    public void Know(string slot, Value value)
    {
        book.Know(slot, value, Decided);
        for (var i = purchases.Count - 1; i >= 0; i--)
        {
            var (attempt, guesses, under) = purchases[i];
            var wrong = under.Exists(g => g.Reading.Slot == slot && !g.IsConfirmedBy(value));
            under.RemoveAll(g => g.Reading.Slot == slot);
            if (guesses[0].Reading.Slot != slot && !wrong) continue;
            if (!wrong && guesses.Exists(g => g.IsConfirmedBy(value))) confirmedGuesses += attempt.KnownCost;
            purchases.RemoveAt(i);
            Lose(attempt);
        }
    }

    /// <summary>What became of the run.</summary>
    public RunResult Result(RunEnd end, Value? answer, TimeSpan answeredAt, string? detail)
    {
        book.Ended(end == RunEnd.Answered, Decided);
        foreach (var attempt in attempts.All)
        {
            if (attempt.Standing == Standing.Bet && book.Of(attempt) is not null) Stopped(attempt);
            if (IsAtRisk(attempt)) Lose(attempt);
        }

        staging.Close();
        situation.Allowance.Close();
        return new RunResult(end, answer, answeredAt, attempts.Now, total, unknownCosts, detail)
        {
            Hits = book.Hits,
            Misses = book.Misses,
            Cancelled = book.Cancelled,
            FromShelf = fromShelf,
            ConfirmedGuesses = confirmedGuesses,
            Brier = book.Brier,
            Reliability = book.Reliability,
            Depth = episodes.Count > 0 ? episodes : depths,
        };
    }

    /// <summary>
    /// What an attempt is charged. One that never started, a failed call that brings no usage, and one that ended while it waited for its
    /// next try are not billed.
    /// </summary>
    private Usd? Charge(Attempt attempt, RunEvent e)
    {
        var operation = attempt.Call.Operation;
        var at = options.Began + attempt.RequestedAt;
        if (!attempt.HasStarted || e.Kind == EventKind.Refused || (e is { Kind: EventKind.Failed, Usage: null, IsUnmetered: false })) return Usd.Zero;
        if (e.Kind == EventKind.Stopped && attempt.Failed is { IsWaiting: true }) return Usd.Zero;
        if (e is { Kind: EventKind.Failed, IsUnmetered: false }) return Till.ChargeCounted(attempt.Settings, operation, e.Usage!, at);
        if (e.IsPartial) return Till.ChargeStopped(attempt.Settings, operation, e.Usage!, e.Fraction, situation.ForecastOf(operation)?.Usage, at);
        if (e.Kind != EventKind.Stopped && !e.IsUnmetered) return Till.Charge(attempt.Settings, operation, e.Usage, 1, cancelled: false, at);
        return e.IsUnmetered
            ? Till.Charge(attempt.Settings, operation, situation.ForecastOf(operation)?.Usage, e.Fraction, cancelled: true, at)
            : Till.Charge(attempt.Settings, operation, e.Usage, e.Fraction, cancelled: true, at);
    }

    private void BookEnd(Attempt attempt, AttemptState state)
    {
        if (attempt.IsAuthoritative)
        {
            situation.Allowance.Real(attempt.KnownCost);
        }
        else if (attempt.Standing == Standing.Purchase)
        {
            if (state == AttemptState.Finished && attempt.Bet is { Buys: { } reading } bet)
                purchases.Add((attempt, BoughtBy(attempt, bet, reading), [.. bet.Guesses]));
            else
                Lose(attempt);
        }
        else if (state != AttemptState.Finished)
        {
            Stopped(attempt);
            Lose(attempt);
        }
    }

    /// <summary>The guesses that a call has brought: its output, and what a predictor makes of it beside that.</summary>
    private List<Guess> BoughtBy(Attempt attempt, Bet bet, Reading reading)
    {
        List<Guess> guesses = [new Guess(reading, reading.Of(attempt.Output!), "")];
        if (bet.World.Asked(reading.Slot) is not { } upstream) return guesses;
        foreach (var offer in situation.Offers(bet.World, upstream, reading))
            if (offer is { InHand: { } guess, Buy: { } buy } && buy.Key == attempt.Call.Key) guesses.Add(guess);
        return guesses;
    }

    private void Stopped(Attempt attempt)
    {
        if (book.Stopped(attempt) is not null)
            Write(new BetRow(options.Tags, attempts.Now, attempt.Id, Outcome.Cancelled, TimeSpan.Zero));
    }

    private void Decided(Attempt attempt, Bet bet, Outcome outcome)
    {
        if (outcome == Outcome.Miss && attempt.State == AttemptState.Finished && IsAtRisk(attempt)) Lose(attempt);
        var hit = outcome == Outcome.Hit && attempts.Adoptable(attempt.Call.Key) == attempt;
        var saved = hit ? HeadStart(attempt) : TimeSpan.Zero;
        Write(new BetRow(options.Tags, attempts.Now, attempt.Id, outcome, saved) { Tier = hit ? situation.Equivalents.TierOf(bet, attempt.Call) : 1 });
    }

    /// <summary>What the guesses of a bet have cost whose truth is not known yet.</summary>
    public Usd SunkIn(Bet bet)
    {
        var sunk = Usd.Zero;
        foreach (var (attempt, guesses, _) in purchases)
            foreach (var other in bet.Guesses)
                if (other.Reading.Slot == guesses[0].Reading.Slot) sunk += atRisk?.GetValueOrDefault(attempt) ?? Usd.Zero;
        return sunk;
    }

    private void Lose(Attempt attempt)
    {
        NoLongerAtRisk(attempt);
        situation.Allowance.Lost(attempt.KnownCost);
        staging.Ended(attempt, attempt.KnownCost, Usd.Zero);
    }

    private bool IsAtRisk(Attempt attempt) => atRisk?.ContainsKey(attempt) == true;

    private void NoLongerAtRisk(Attempt attempt)
    {
        if (atRisk is not null && atRisk.Remove(attempt, out var risk)) situation.Allowance.Settled(risk);
    }
}
