using Forerun.Deciding;
using Forerun.Pricing;
using Forerun.Workflows;

namespace Forerun.Running.Betting;

/// <summary>Prices bets: P from beliefs, C from forecasts and the price book, dT from the expected schedule. Alike for every policy.</summary>
internal sealed class Appraiser(Situation situation)
{
    private readonly Schedule schedule = new();
    private readonly List<string> upstream = [];
    private readonly List<Guess> under = [];

    public Terms? Appraise(Bet bet, IReadOnlyList<Bet> held)
    {
        if (Cost(bet) is not { } cost) return null;
        var settings = situation.Settings;
        return new Terms(
            Terms.Round(Probability(bet)), bet.IsPurchase ? TimeSpan.Zero : Saved(bet, held), cost, bet.GuessPrice,
            settings.ValueOfTime, settings.Dial);
    }

    /// <summary>The probability that all guesses hold: what the predictor says of each, else the belief in its edge.</summary>
    public double Probability(Bet bet)
    {
        var product = 1.0;
        foreach (var guess in bet.Guesses) product *= Probability(guess, bet);
        return product;
    }

    private double Probability(Guess guess, Bet bet)
    {
        if (situation.Real.Read(guess.Reading.Slot) is { } actual) return situation.Equivalents.Holds(bet, bet.Calls[0], guess, actual) ? 1 : 0;
        return guess.Probability ?? situation.BeliefIn(guess, bet)?.ProbabilityAt(situation.Settings.Quantile) ?? 0;
    }

    private Usd? Cost(Bet bet)
    {
        var sum = Usd.Zero;
        foreach (var call in bet.Calls)
        {
            if (situation.Remaining(call) is not { } cost) return null;
            sum += cost;
        }

        return sum;
    }

    private TimeSpan Saved(Bet bet, IReadOnlyList<Bet> held)
    {
        schedule.Clear();
        foreach (var call in situation.Pending)
            schedule.UnderWay(call.Slot, situation.RemainingTime(call));
        foreach (var planned in situation.Plan)
            if (!schedule.Contains(planned.Slot) && !situation.Real.HasAsked(planned.Slot))
                Place(planned.Slot, planned.Operation, planned.After);
        foreach (var other in held) Start(other);
        foreach (var call in bet.Calls) PlaceNew(bet.World, call);
        foreach (var call in bet.Calls) schedule.StartInTime(call.Slot);
        var without = schedule.Length();
        Start(bet);
        return without - schedule.Length();
    }

    private void Start(Bet bet)
    {
        if (bet.IsPurchase) return;
        foreach (var call in bet.Calls)
        {
            PlaceNew(bet.World, call);
            schedule.StartEarly(call.Slot, bet.Delay, situation.RemainingTime(call));
        }
    }

    /// <summary>
    /// Places a call, after what nobody can begin before: a model that reads what a person is still typing takes its time then, before it
    /// asks for the tool that is guessed.
    /// </summary>
    private void PlaceNew(World world, Call call)
    {
        if (schedule.Contains(call.Slot)) return;
        foreach (var dependency in call.Reads)
            if (world.Asked(dependency.Reading.Slot) is { } upstream && StandsOnUnknown(world, upstream)) PlaceNew(world, upstream);
        Place(call.Slot, call.Operation, call.Reads);
    }

    private bool StandsOnUnknown(World world, Call call)
    {
        under.Clear();
        world.Under(call, under);
        foreach (var guess in under)
            if (ReferenceEquals(guess.Value, Value.Unknown)) return true;
        return false;
    }

    private void Place(string slot, Operation operation, IReadOnlyList<Dependency> after)
    {
        upstream.Clear();
        foreach (var dependency in after) upstream.Add(dependency.Reading.Slot);
        schedule.WillCome(slot, situation.ForecastOf(operation)?.Remaining(TimeSpan.Zero) ?? default, upstream);
    }
}
