using MathNet.Numerics;

namespace Forerun.Learning;

/// <summary>What a belief has counted: all that it takes to have it again.</summary>
/// <param name="Edge">Whose belief.</param>
/// <param name="Type">The type of its dependency.</param>
/// <param name="Prior">The prior that it started from.</param>
/// <param name="Hits">Guesses that were confirmed, as far as they are not forgotten.</param>
/// <param name="Misses">Guesses that were refuted, as far as they are not forgotten.</param>
/// <param name="Evidence">The largest log Bayes factor against a symmetric prior so far; 0 for others.</param>
public sealed record BeliefState(Edge Edge, string Type, Prior Prior, double Hits, double Misses, double Evidence);

/// <summary>
/// How sure the guesses of one edge are: a Beta-Binomial posterior (arXiv 2606.07846, D5), mean (n0·π + hits) / (n0 + hits + misses).
/// </summary>
/// <remarks>
/// A router's 1/k is held until the record rejects it (ours). Without that, one lucky route in the first two lifts the posterior of an
/// eight-way router to 0.4, and the published self-limit k_crit would be crossed by chance. The test is anytime-valid: the Bayes
/// factor of the posterior against p = 1/k is a martingale under a uniform router, so by Ville's inequality it ever reaches
/// <see cref="Contradiction"/> with probability at most 1/<see cref="Contradiction"/>, however often it is looked at. That holds where
/// nothing is forgotten. Forgetting [S: for drift; its form and value are ours] multiplies both counts by a factor F before each new
/// observation, so that the last 1/(1 − F) of them count.
/// </remarks>
public sealed class Belief
{
    /// <summary>The Bayes factor at which a symmetric prior counts as contradicted. Default of ours: 1,000.</summary>
    public const double Contradiction = 1000;

    private readonly Lock gate = new();
    private readonly double forget;
    private double evidence;
    private (decimal Quantile, double A, double B, double Value) cautious;

    /// <summary>A belief that has seen nothing yet.</summary>
    /// <param name="prior">The prior that it starts from.</param>
    /// <param name="type">The type of the dependency (<see cref="DependencyTypes"/>).</param>
    /// <param name="forget">What is left of each count at each new observation: above 0, at most 1. Default: 1, all of it.</param>
    /// <exception cref="ArgumentOutOfRangeException">Nothing, or more than all, is left.</exception>
    public Belief(Prior prior, string type = "unknown", double forget = 1)
    {
        if (forget is not (> 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(forget), forget, "The forgetting factor is above 0 and at most 1.");
        this.forget = forget;
        (Prior, Type, Probability) = (prior, type, prior.Mean);
    }

    /// <summary>The prior that it started from.</summary>
    public Prior Prior { get; }

    /// <summary>The type of the dependency (<see cref="DependencyTypes"/>).</summary>
    public string Type { get; }

    /// <summary>Guesses that were confirmed, as far as they are not forgotten.</summary>
    public double Hits { get; private set; }

    /// <summary>Guesses that were refuted, as far as they are not forgotten.</summary>
    public double Misses { get; private set; }

    /// <summary>First shape parameter of the posterior.</summary>
    public double A => (Prior.Mean * Prior.Strength) + Hits;

    /// <summary>Second shape parameter of the posterior.</summary>
    public double B => ((1 - Prior.Mean) * Prior.Strength) + Misses;

    /// <summary>The probability to decide with: the posterior's mean, or a symmetric prior's that nothing has contradicted yet.</summary>
    public double Probability { get; private set; }

    /// <summary>A belief that has seen the same and learns on by itself.</summary>
    public Belief Copy()
    {
        lock (gate) return new(Prior, Type, forget) { Hits = Hits, Misses = Misses, Probability = Probability, evidence = evidence };
    }

    /// <summary>The posterior's quantile, for those who decide on a cautious or a hopeful one.</summary>
    public double Quantile(double q) => MathNet.Numerics.Distributions.Beta.InvCDF(A, B, q);

    /// <summary>
    /// The probability to decide with on a cautious quantile [S: optionally]: the posterior's, or a symmetric prior's mean that nothing has
    /// contradicted yet, which is a fact.
    /// </summary>
    /// <param name="quantile">Above 0 and below 1; null: <see cref="Probability"/>.</param>
    public double ProbabilityAt(decimal? quantile)
    {
        if (quantile is not { } q || HoldsPrior) return Probability;
        lock (gate)
        {
            if (cautious.Quantile != q || cautious.A != A || cautious.B != B) cautious = (q, A, B, Quantile((double)q));
            return cautious.Value;
        }
    }

    /// <summary>Whether the prior is a fact of the workflow that nothing has contradicted yet: then no other opinion counts.</summary>
    public bool HoldsPrior => Prior.Symmetric && Volatile.Read(ref evidence) < Math.Log(Contradiction);

    /// <summary>
    /// How much the probability is expected to lie above a threshold, counting nothing where it lies below: E[max(p − threshold, 0)]. Times
    /// what a unit of probability is worth, that is what knowing it would bring a decision that waits (value of perfect information).
    /// </summary>
    public double ExpectedExcess(double threshold) => threshold >= 1 ? 0 : Math.Max(
        (A / (A + B) * (1 - SpecialFunctions.BetaRegularized(A + 1, B, Math.Max(threshold, 0))))
        - (threshold * (1 - SpecialFunctions.BetaRegularized(A, B, Math.Max(threshold, 0)))), 0);

    /// <summary>Counts a guess whose truth became known. Safe from many runs at once.</summary>
    public void Observe(bool hit)
    {
        lock (gate)
        {
            Hits = (forget * Hits) + (hit ? 1 : 0);
            Misses = (forget * Misses) + (hit ? 0 : 1);
            if (Prior.Symmetric) evidence = Math.Max(evidence, LogBayesFactor());
            Weigh();
        }
    }

    /// <summary>What it has counted.</summary>
    internal BeliefState StateOf(Edge edge)
    {
        lock (gate) return new BeliefState(edge, Type, Prior, Hits, Misses, evidence);
    }

    internal static Belief From(BeliefState state, double forget)
    {
        var belief = new Belief(state.Prior, state.Type, forget) { Hits = state.Hits, Misses = state.Misses, evidence = state.Evidence };
        if (state.Hits + state.Misses > 0) belief.Weigh();
        return belief;
    }

    private void Weigh()
    {
        if (!Prior.Symmetric || evidence >= Math.Log(Contradiction)) Probability = A / (A + B);
    }

    private double LogBayesFactor() =>
        SpecialFunctions.BetaLn(A, B) - SpecialFunctions.BetaLn(Prior.Mean * Prior.Strength, (1 - Prior.Mean) * Prior.Strength)
        - (Hits * Math.Log(Prior.Mean)) - (Misses * Math.Log(1 - Prior.Mean));
}
