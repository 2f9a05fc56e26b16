using Forerun.Deciding;
using Forerun.Guessing;
using Forerun.Learning;
using Forerun.Learning.Depth;
using Forerun.Pricing;
using Forerun.Workflows;

namespace Forerun.Policies;

/// <summary>What a policy sees. Read-only: it can look at everything and touch nothing.</summary>
public interface ISituation
{
    /// <summary>Time since the run began.</summary>
    TimeSpan Now { get; }

    /// <summary>The dial, the value of time, the switch and the price book in force.</summary>
    Settings Settings { get; }

    /// <summary>The program: its name and what its shape says will come.</summary>
    IProgram Program { get; }

    /// <summary>The real world.</summary>
    World Real { get; }

    /// <summary>The real calls that have no value yet, in the order in which they were asked for.</summary>
    IReadOnlyList<Call> Pending { get; }

    /// <summary>
    /// Whether the run may lose this on a bet with these terms (null: on a purchase, whose work is asked for by itself), and <paramref name="beside"/> on others that are chosen in the same moment; what the bet's
    /// own guesses have cost does not count against it.
    /// </summary>
    bool Allows(Bet bet, Terms? terms, Usd risk, Usd beside = default);

    /// <summary>Whether the run may pay for a guess only to learn from it: it has lost nothing yet, and nothing of it is at risk.</summary>
    bool AllowsProbe { get; }

    /// <summary>
    /// Whether all runs of the workflow together may lose this on hope: the dial's share of 1 % of what their real paths have cost, and
    /// what their bets have won. What the bet's own guesses have cost is counted already.
    /// </summary>
    bool Covers(Bet bet, Usd risk);

    /// <summary>A world with one more guess taken as true.</summary>
    World Suppose(World world, Guess guess);

    /// <summary>What predictors offer for the output of a call asked for in a world.</summary>
    IReadOnlyList<Offer> Offers(World world, Call upstream, Reading reading);

    /// <summary>What the program's dependencies read of a slot; the whole if its shape does not say.</summary>
    IReadOnlyList<Reading> ReadingsOf(string slot);

    /// <summary>How far a call has come, whoever started it.</summary>
    Progress ProgressOf(Call call);

    /// <summary>When a call started; null if it is not under way or finished.</summary>
    TimeSpan? StartOf(Call call);

    /// <summary>What a call with this usage costs by the price book in force; null if its model has no price.</summary>
    Usd? PriceOf(Operation operation, TokenUsage usage);

    /// <summary>What a call of an operation is expected to take; null if none has finished yet.</summary>
    Forecast? ForecastOf(Operation operation);

    /// <summary>How long a call still takes: what is left of it under way, all of it otherwise; no time if nobody knows.</summary>
    Durations RemainingTime(Call call);

    /// <summary>What is still to be spent on a call: nothing when it has finished; null when it has no price or never finished.</summary>
    Usd? Remaining(Call call);

    /// <summary>
    /// What a call will have cost from now on if it is stopped when <paramref name="until"/> has passed, by the provider's cancel rule;
    /// null when it has no price or never finished.
    /// </summary>
    Usd? SpentBy(Call call, in Durations until);

    /// <summary>What a call is expected to cost; null if its price or its usage is not known.</summary>
    Usd? ExpectedCost(Operation operation);

    /// <summary>The weights of the depth value in force: those that the run began with, or that have reached it since.</summary>
    DepthWeights DepthWeights { get; }

    /// <summary>The belief in what <paramref name="by"/> guesses for an edge.</summary>
    Belief BeliefOf(Operation upstream, Operation downstream, Dependency dependency, string by);

    /// <summary>
    /// The terms of a bet, given the bets that are held already. Null if an operation has never finished or has no price: then there
    /// is nothing to base a bet on.
    /// </summary>
    Terms? Appraise(Bet bet, IReadOnlyList<Bet> held);
}
