using Forerun.Deciding;
using Forerun.Effects;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Running.Attempts;
using Forerun.Workflows;

namespace Forerun.Running.Betting;

/// <summary>
/// Holds the bets that the policy chose: starts what is new, drops what is gone. That one difference serves dial turns, the
/// kill-switch, limits and re-estimation alike. Real attempts are never touched.
/// </summary>
internal sealed class Holding(
    IPolicy policy, RunOptions options, Situation situation, Shelf attempts, Accounts accounts, Staging staging, List<Command> commands)
{
    private readonly Choice choice = new();
    private List<Bet> chosen = [], before = [];
    private Settings? judgedWith;
    private readonly HashSet<Key> held = [];
    private readonly HashSet<Key> refused = [];
    private readonly Dictionary<Key, Verdict> verdicts = [];
    private readonly List<Attempt> early = [];
    private TimeSpan wake;
    private int stagedBy;

    /// <summary>Asks the policy again and makes the difference. Switched off, and with nothing left to drop, it asks nobody.</summary>
    public void Reconsider()
    {
        if (!situation.Settings.Enabled && chosen.Count == 0 && early.Count == 0) return;
        choice.Clear();
        accounts.Book.NextMoment();
        Choose(policy.Choose);
        (chosen, before) = (before, chosen);
        chosen.Clear();
        held.Clear();
        var isAsBefore = refused.Count == 0 && ReferenceEquals(judgedWith, situation.Settings) && stagedBy == staging.Version;
        stagedBy = staging.Version;
        judgedWith = situation.Settings;
        foreach (var bet in choice.Bets)
        {
            if (!(isAsBefore && WasChosen(bet)) && !IsHeld(bet)) continue;
            chosen.Add(bet);
            foreach (var call in bet.Calls) held.Add(call.Key);
        }

        Drop(held);
        foreach (var bet in chosen) Start(bet);
        if (choice.EpisodeDepth is { } depth) accounts.Episode(depth);
        Learn();
        if (choice.LookAgainAt is { } at) LookAgain(at);
    }

    /// <summary>The run has its answer: the policy may say what is to be learned from it.</summary>
    public void Answered()
    {
        if (!situation.Settings.Enabled) return;
        choice.Clear();
        Choose(policy.Ended);
        Learn();
    }

    /// <summary>Drops every bet.</summary>
    public void DropAll()
    {
        held.Clear();
        Drop(held);
    }

    /// <summary>The limits take a speculative attempt's room back for a real call.</summary>
    public void Evict(Attempt attempt)
    {
        if (attempt.IsAuthoritative || attempt.State is not (AttemptState.Waiting or AttemptState.Running)) return;
        refused.Add(attempt.Call.Key);
        Stop(attempt);
    }

    /// <summary>The limits have no room for an attempt: it isn't asked for again before something has ended.</summary>
    public void Refused(Attempt attempt) => refused.Add(attempt.Call.Key);

    /// <summary>Something has ended, so there may be room again.</summary>
    public void Ended() => refused.Clear();

    /// <summary>Stops an attempt. It is awaited, and charged when it has been.</summary>
    public void Stop(Attempt attempt)
    {
        attempt.State = AttemptState.Stopping;
        early.Remove(attempt);
        commands.Add(new Command(CommandKind.Stop, attempt));
    }

    /// <summary>
    /// Whether this very bet stood at this very place a moment ago: with the same settings and nothing refused the verdict is the same.
    /// A policy that holds a long chain would else have each link judged again at each event.
    /// </summary>
    private bool WasChosen(Bet bet) => chosen.Count < before.Count && ReferenceEquals(before[chosen.Count], bet);

    /// <summary>Asks to be woken, unless that is coming already: or each event would add one more wake that begets the next.</summary>
    private void LookAgain(TimeSpan at)
    {
        if (at <= attempts.Now || (wake > attempts.Now && wake <= at)) return;
        wake = at;
        commands.Add(new Command(CommandKind.Wake, null, at));
    }

    private void Learn()
    {
        foreach (var lesson in choice.Lessons) commands.Add(new Command(CommandKind.Learn) { Lesson = lesson });
    }

    private void Choose(Action<ISituation, Choice> policyChooses)
    {
        try
        {
            policyChooses(situation, choice);
        }
#pragma warning disable CA1031 // a policy or predictor may throw anything; the sequential path goes on (law 6)
        catch (Exception)
#pragma warning restore CA1031
        {
            choice.Clear();
        }
    }

    /// <summary>Whether a bet is to be held. One that makes no sense isn't, whoever made it up (law 6).</summary>
    private bool IsHeld(Bet bet)
    {
        try
        {
            return bet.Calls.Count > 0 && Judge(bet) == Verdict.Speculate && bet.CanStart;
        }
#pragma warning disable CA1031 // terms that overflow, lists that throw: a bet is the policy's, and so is what is wrong with it
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    /// <summary>The verdict with what no policy may skip: admissibility, the switch, the stages of its edges, and room within the limits.</summary>
    private Verdict Judge(Bet bet)
    {
        var decision = bet.Decision with
        {
            Admission = bet.Admission,
            Enabled = situation.Settings.Enabled,
            HeldBack = staging.HoldsBack(bet),
            IsRefused = bet.Calls.All(c => refused.Contains(c.Key)),
            PriceBook = situation.Settings.Prices.Version,
            Quantile = situation.Settings.Quantile,
            Forget = situation.Forget,
            Tier = Tier(bet),
        };
        if (decision.HeldBack is not null) decision = decision with { Reason = Reason.Stage };
        if (decision.IsRefused) decision = decision with { Reason = Reason.Limit };
        if (!decision.Enabled) decision = decision with { Reason = Reason.KillSwitch };
        decision = decision.Judged();
        _ = decision.Terms.Margin; // a row whose terms overflow could not be read back: let it throw here
        if (!verdicts.TryGetValue(bet.Identity, out var last) || last != decision.Verdict)
        {
            verdicts[bet.Identity] = decision.Verdict;
            if (options.Ledger is not null) accounts.Write(Row(bet, decision));
        }

        foreach (var guess in bet.Guesses)
        {
            if (ReferenceEquals(guess.Value, Value.Unknown)) continue;
            foreach (var reader in Situation.ReadersOf(guess, bet))
                if (situation.BeliefIn(guess, bet, reader) is { } belief) accounts.Book.Decided(guess, bet, reader, belief);
        }

        return decision.Verdict;
    }

    /// <summary>The loosest tier by which a guess of the bet may be confirmed.</summary>
    private static int Tier(Bet bet)
    {
        var tier = 1;
        foreach (var guess in bet.Guesses)
            foreach (var dependency in Situation.ReaderOf(guess, bet)?.Reads ?? [])
                if (dependency.Reading.Slot == guess.Reading.Slot) tier = Math.Max(tier, dependency.Tier);
        return tier;
    }

    private DecisionRow Row(Bet bet, Decision decision) => new(
        options.Tags, attempts.Now, [.. bet.Calls.Select(c => c.Slot)],
        $"{string.Join(", ", bet.Guesses.Select(g => g.Reading.Slot))} -> {bet.Calls[0].Operation.Name}",
        [.. bet.Guesses.Select(g => $"{g.By}:{g.Value.Digest}")], decision);

    private void Start(Bet bet)
    {
        foreach (var call in bet.Calls)
        {
            if (!held.Contains(call.Key) || refused.Contains(call.Key) || attempts.Adoptable(call.Key) is not null || attempts.Given(call.Key) is not null) continue;
            if (situation.ProgressOf(call) == Progress.Failed || !situation.HasPrice(call.Operation) || WasJustDropped(call.Key)) continue;
            if (call.Operation.GoesStale && situation.IsEffectUnderWay) continue; // it could never be adopted
            if (!staging.TryBegin(bet, call)) continue;
            var attempt = attempts.Add(call, bet.IsPurchase ? Standing.Purchase : Standing.Bet, situation.Settings);
            attempt.Bet = bet;
            early.Add(attempt);
            commands.Add(new Command(CommandKind.Start, attempt));
        }
    }

    /// <summary>
    /// Whether the last attempt at a call is being stopped, or was stopped in this very moment. Whoever changes his mind within a moment
    /// would start and stop for ever, and time would not go on.
    /// </summary>
    private bool WasJustDropped(Key key) => attempts.Newest(key) is { } last
        && (last.State == AttemptState.Stopping || (last.State == AttemptState.Cancelled && last.EndedAt == attempts.Now));

    private void Drop(HashSet<Key> keep)
    {
        for (var i = early.Count - 1; i >= 0; i--)
        {
            var attempt = early[i];
            var dropped = attempt.State is AttemptState.Waiting or AttemptState.Running && !attempt.IsAuthoritative;
            if (!dropped) early.RemoveAt(i);
            else if (!keep.Contains(attempt.Call.Key) || attempts.Adoptable(attempt.Call.Key) != attempt) Stop(attempt);
        }
    }
}
