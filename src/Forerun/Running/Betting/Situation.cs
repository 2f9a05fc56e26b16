using Forerun.Deciding;
using Forerun.Guessing;
using Forerun.Learning;
using Forerun.Learning.Depth;
using Forerun.Policies;
using Forerun.Pricing;
using Forerun.Running.Attempts;
using Forerun.Workflows;

namespace Forerun.Running.Betting;

/// <summary>What a policy sees of a run.</summary>
internal sealed class Situation : ISituation
{
    private static readonly Reading[] Nothing = [];
    private readonly Shelf attempts;
    private readonly Learned learned;
    private readonly DateTimeOffset began;
    private Appraiser? appraiser;
    private Dictionary<string, Reading[]>? readings;
    private readonly List<Call> pending = [];
    private readonly List<Offer> offers = [];

    public Situation(IProgram program, Shelf attempts, World real, Learned learned, Settings settings, DateTimeOffset began)
    {
        Program = program;
        this.attempts = attempts;
        Real = real;
        this.learned = learned;
        Settings = settings;
        this.began = began;
        Allowance = new Allowance(learned.Winnings.Of(program.Name));
        DepthWeights = learned.Depths.ServingOf(program.Name);
        Plan = program.Plan;
        Equivalents = new Equivalents(real, attempts, Plan);
    }

    /// <summary>The guesses that are confirmed though they are not equal to the truth.</summary>
    public Equivalents Equivalents { get; }

    public TimeSpan Now => attempts.Now;

    public Settings Settings { get; set; }

    public IProgram Program { get; }

    public IReadOnlyList<PlannedCall> Plan { get; }

    public World Real { get; }

    public IReadOnlyList<Call> Pending => pending;

    public DepthWeights DepthWeights { get; set; }

    public Allowance Allowance { get; }

    /// <summary>What is left of the counts of beliefs at each new observation; null: all of it.</summary>
    public decimal? Forget => learned.Beliefs.Forget < 1 ? (decimal)learned.Beliefs.Forget : null;

    public DateTimeOffset Clock => began + Now;

    public void Asked(Call call) => pending.Add(call);

    public void Known(string slot) => pending.RemoveAll(c => c.Slot == slot);

    /// <summary>What the guesses of a bet have cost whose truth is not known yet.</summary>
    public Func<Bet, Usd> Sunk { get; set; } = _ => Usd.Zero;

    public bool Allows(Bet bet, Terms? terms, Usd risk, Usd beside = default) => Allowance.Permits(risk, terms?.Return, Sunk(bet), beside);

    public bool AllowsProbe => Allowance.PermitsProbe;

    public bool Covers(Bet bet, Usd risk) => Allowance.Covers(risk - Sunk(bet), Settings.Dial);

    public World Suppose(World world, Guess guess) => world.Suppose(guess, Program);

    public IReadOnlyList<Offer> Offers(World world, Call upstream, Reading reading)
    {
        offers.Clear();
        try
        {
            learned.Predictor.Offer(world, upstream, reading, offers);
        }
#pragma warning disable CA1031 // a predictor may throw anything; it has then offered nothing, and other bets stay as they are (law 6)
        catch (Exception)
#pragma warning restore CA1031
        {
            return [];
        }

        return offers.Count == 0 ? [] : [.. offers];
    }

    public IReadOnlyList<Reading> ReadingsOf(string slot) =>
        Plan.Count == 0 ? Program.ReadingsOf(Real, slot) : (readings ??= AllReadings()).GetValueOrDefault(slot, Nothing);

    public Progress ProgressOf(Call call) => attempts.Newest(call.Key) switch
    {
        { State: AttemptState.Failed, IsAuthoritative: false } => Progress.Failed,
        { } attempt when attempts.Adoptable(call.Key) is not null =>
            attempt.State == AttemptState.Finished ? Progress.Finished : Progress.UnderWay,
        _ => attempts.Given(call.Key) is null ? Progress.None : Progress.Finished,
    };

    public TimeSpan? StartOf(Call call) => attempts.Adoptable(call.Key) is { State: not AttemptState.Waiting } attempt ? attempt.StartedAt : null;

    public Usd? PriceOf(Operation operation, TokenUsage usage) => Till.Charge(Settings, operation, usage, 1, cancelled: false, Clock);

    public Forecast? ForecastOf(Operation operation) => learned.Forecasts.Of(Program.Name, operation.KeyName);

    public Usd? ExpectedCost(Operation operation) =>
        ForecastOf(operation) is { } forecast ? Till.Remaining(Settings, operation, forecast, 0, started: false, Clock) : null;

    /// <summary>Whether an effect that the real world asked for has not come true yet.</summary>
    public bool IsEffectUnderWay => pending.Exists(c => c.Operation.Effect != Effects.Effect.None);

    /// <summary>Whether it is known what a call costs. No bet is made on an unknown price.</summary>
    public bool HasPrice(Operation operation) =>
        operation.Kind != OperationKind.Model || (operation.Model is { } model && Settings.Prices.TryFind(model, Clock, out _));

    public Belief BeliefOf(Operation upstream, Operation downstream, Dependency dependency, string by) =>
        learned.Beliefs.Of(new Edge(Program.Name, upstream.Name, downstream.Name, by, dependency.Tier), TypeOf(dependency, by), dependency.Ways);

    public Terms? Appraise(Bet bet, IReadOnlyList<Bet> held) => (appraiser ??= new Appraiser(this)).Appraise(bet, held);

    /// <summary>The belief in a guess of a bet: that of the edge from the guessed slot to the call that reads it.</summary>
    public Belief? BeliefIn(Guess guess, Bet bet) => ReaderOf(guess, bet) is { } reader ? BeliefIn(guess, bet, reader) : null;

    /// <summary>The belief in a guess of a bet, of the edge from the guessed slot to one of the calls that read it.</summary>
    public Belief? BeliefIn(Guess guess, Bet bet, Call reader) =>
        bet.World.Asked(guess.Reading.Slot) is { } upstream
            ? BeliefOf(upstream.Operation, reader.Operation, reader.Reads.First(d => d.Reading.Slot == upstream.Slot), guess.By)
            : null;

    /// <summary>Who reads what a bet has guessed; the first of its calls that does.</summary>
    public static Call? ReaderOf(Guess guess, Bet bet) => bet.Calls.FirstOrDefault(c => Reads(c, guess)) ?? bet.World.ReaderOf(guess.Reading.Slot);

    /// <summary>All calls of a bet that read what it has guessed; who reads it before, if none of them does.</summary>
    public static IEnumerable<Call> ReadersOf(Guess guess, Bet bet)
    {
        var isRead = false;
        foreach (var call in bet.Calls)
        {
            if (!Reads(call, guess)) continue;
            isRead = true;
            yield return call;
        }

        if (!isRead && bet.World.ReaderOf(guess.Reading.Slot) is { } before) yield return before;
    }

    public Usd? Remaining(Call call)
    {
        var attempt = attempts.Adoptable(call.Key);
        if (IsThere(attempt, call)) return Usd.Zero;
        if (ForecastOf(call.Operation) is not { } forecast) return null;
        return attempt is { State: AttemptState.Running }
            ? Till.Remaining(Settings, call.Operation, forecast, FractionOf(attempt), started: true, Clock)
            : Till.Remaining(Settings, call.Operation, forecast, 0, started: false, Clock);
    }

    public Usd? SpentBy(Call call, in Durations until)
    {
        var attempt = attempts.Adoptable(call.Key);
        if (attempt is { State: AttemptState.Finished }) return Usd.Zero;
        if (ForecastOf(call.Operation) is not { } forecast) return null;
        var isRunning = attempt is { State: AttemptState.Running };
        var done = isRunning ? FractionOf(attempt!) : 0;
        var sum = Usd.Zero;
        for (var i = 0; i < Durations.Count; i++)
        {
            var more = forecast.Duration.Ticks > 0 ? until[i] / (decimal)forecast.Duration.Ticks : 1;
            if (Till.Spent(Settings, call.Operation, forecast, isRunning, done, Math.Min(1, done + more), Clock) is not { } spent) return null;
            sum += spent;
        }

        return (1m / Durations.Count) * sum;
    }

    public Durations RemainingTime(Call call)
    {
        var attempt = attempts.Adoptable(call.Key);
        if (IsThere(attempt, call)) return default;
        var forecast = ForecastOf(call.Operation);
        return forecast is null ? default
            : forecast.Remaining(attempt is { State: AttemptState.Running } ? Now - attempt.TryStartedAt : TimeSpan.Zero);
    }

    /// <summary>The share of its output that an attempt has produced by now.</summary>
    public decimal FractionOf(Attempt attempt)
    {
        if (attempt.Growing is { } growing) return growing.Fraction;
        var expected = ForecastOf(attempt.Call.Operation)?.Duration.Ticks ?? 0;
        return expected <= 0 ? 1 : Math.Min(1, (Now - attempt.TryStartedAt).Ticks / (decimal)expected);
    }

    /// <summary>That verifiers change nothing is known of whoever guesses just that; any other guess of what they return is one like any.</summary>
    private static string TypeOf(Dependency dependency, string by) => dependency.Type == "verified" && by != Unverified.Name ? "unknown" : dependency.Type;

    private bool IsThere(Attempt? attempt, Call call) =>
        attempt is null ? attempts.Given(call.Key) is not null : attempt.State == AttemptState.Finished;

    private Dictionary<string, Reading[]> AllReadings() => Plan
        .SelectMany(p => p.After).Where(d => !d.IsOrder).GroupBy(d => d.Reading.Slot)
        .ToDictionary(g => g.Key, g => g.Select(d => d.Reading).Distinct().ToArray());

    private static bool Reads(Call call, Guess guess)
    {
        foreach (var dependency in call.Reads)
            if (dependency.Reading.Slot == guess.Reading.Slot) return true;
        return false;
    }
}
