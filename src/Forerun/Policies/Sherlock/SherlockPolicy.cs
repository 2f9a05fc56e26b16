using Forerun.Deciding;
using Forerun.Effects;
using Forerun.Pricing;
using Forerun.Workflows;

namespace Forerun.Policies.Sherlock;

/// <summary>
/// <c>sherlock</c>: while a verifier checks an output, its children run on the output as it stands (Sherlock, arXiv 2511.00330). If the
/// verifier changes nothing they have begun early; else what stands on the unverified output is stopped and runs again on the right one.
/// </summary>
/// <remarks>
/// Published: the depth, Σ T_exec(downstream) &lt; T_verify (Eq. 4), read as a loop: a node starts while those before it take less; the
/// budget, Σ cost of speculated nodes ≤ B (Eq. 5), where each verifier downstream is a node of its own; the match rate m, so that the waste
/// to be expected is (1 − m)·Σ(C_exec + C_vrf) (Eq. 6). There is no value of time in it. Ours: B is of a run, and the dial moves it from
/// nothing to all of B; a launch is not taken back. Rollback is by tier 1: a changed output refutes the bet, however similar it is, unless
/// its reader declares otherwise (<see cref="RougeL"/>).
/// </remarks>
public sealed class SherlockPolicy : IPolicy
{
    private readonly Usd budget;
    private readonly MatchRates rates = new();
    private readonly Begun begun = new();
    private readonly Dictionary<Key, Usd> speculated = [];

    /// <summary>A policy for one run.</summary>
    /// <param name="budget">B in USD: what the nodes that a run speculates on may cost in all, at dial 1. Default: <see cref="DefaultBudget"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">B is negative.</exception>
    public SherlockPolicy(Usd? budget = null)
    {
        if (budget is { Amount: < 0 }) throw new ArgumentOutOfRangeException(nameof(budget), budget, "The budget must not be negative.");
        this.budget = budget ?? DefaultBudget;
    }

    /// <summary>B unless said otherwise: 0.10 USD a run (ours).</summary>
    public static Usd DefaultBudget { get; } = new(0.10m);

    /// <inheritdoc/>
    public string Name => budget == DefaultBudget ? "sherlock" : $"sherlock:{budget.Amount}";

    /// <inheritdoc/>
    public void Choose(ISituation situation, Choice choice)
    {
        var nodes = Downstream.Of(situation, rates);
        var left = situation.Settings.Dial * budget.Amount;
        foreach (var (node, cost) in speculated)
            if (!nodes.Exists(n => n.Bet.Identity == node)) left -= cost.Amount;

        List<Bet> held = [];
        foreach (var node in nodes)
        {
            if (Judge(situation, node, left, held) is not { } bet) continue;
            choice.Add(bet);
            if (bet.Decision.Verdict != Verdict.Speculate) continue;
            held.Add(bet);
            left -= speculated[bet.Identity].Amount;
        }
    }

    /// <inheritdoc/>
    public void Observe(Call call, Value value) => rates.Observe(call, value);

    /// <summary>Gives a node its verdict, by the depth first and then by the budget; null while nobody knows what it takes.</summary>
    private Bet? Judge(ISituation situation, UnverifiedNode node, decimal left, List<Bet> held)
    {
        var bet = node.Bet;
        if (situation.Appraise(bet, held) is not { } terms) return null;
        if (!speculated.TryGetValue(bet.Identity, out var cost))
        {
            if (situation.ExpectedCost(bet.Calls[0].Operation) is not { } expected) return null;
            cost = expected;
        }

        var decision = new Decision { Phase = Phase.Runtime, Terms = terms, Admission = bet.Admission, Enabled = true, WithinAllowance = true };
        decision = begun.VerdictOf(situation, bet) ?? (node.IsInTime
            ? decision with { Measure = "budget", Score = left, ScoreThreshold = cost.Amount }
            : decision with { Measure = "verification", Score = Seconds(node.Verification), ScoreThreshold = Seconds(node.Before) + Tick }).Judged();
        if (decision.Verdict == Verdict.Speculate) speculated[bet.Identity] = cost;
        begun.Add(situation, bet, decision);
        return bet with { Decision = decision };
    }

    private const decimal Tick = 1m / TimeSpan.TicksPerSecond;

    private static decimal Seconds(TimeSpan time) => time.Ticks / (decimal)TimeSpan.TicksPerSecond;
}
