namespace Forerun.Testing;

/// <summary>What goes wrong, and when.</summary>
public sealed class FaultPlan
{
    private readonly Func<FaultQuestion, ModelFault> fault;

    private FaultPlan(Func<FaultQuestion, ModelFault> fault) => this.fault = fault;

    /// <summary>Nothing goes wrong.</summary>
    public static FaultPlan None { get; } = new(static _ => ModelFault.None);

    /// <summary>Every fault of a bad moment: the service is what it should be, and the next try may go well.</summary>
    public static IReadOnlyList<ModelFault> All { get; } = [.. Enum.GetValues<ModelFault>().Where(f => f is not ModelFault.None and <= ModelFault.NoAnswer)];

    /// <summary>Every fault that lasts: an account without credit, an endpoint that is another than it should be. The next try meets it again.</summary>
    public static IReadOnlyList<ModelFault> Lasting { get; } = [.. Enum.GetValues<ModelFault>().Where(f => f > ModelFault.NoAnswer)];

    /// <summary>A fault for each request in the order they come; none after the last.</summary>
    public static FaultPlan Listed(params ModelFault[] faults)
    {
        ModelFault[] own = [.. faults];
        return new(question => question.Index < own.Length ? own[question.Index] : ModelFault.None);
    }

    /// <summary>
    /// Faults by chance. It is drawn for what is asked and how often it was asked before, so a second try may succeed, and the order in
    /// which clients come together changes nothing.
    /// </summary>
    /// <param name="seed">What decides every draw.</param>
    /// <param name="rate">The share of requests that go wrong, 0 to 1.</param>
    /// <param name="among">The faults, each as likely. Default: <see cref="All"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is no share.</exception>
    public static FaultPlan Seeded(int seed, double rate, params ModelFault[] among)
    {
        if (!(rate is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(rate), rate, "A rate of faults is from 0 to 1.");
        IReadOnlyList<ModelFault> faults = among.Length == 0 ? All : [.. among];
        return new(question =>
        {
            var draws = Draws.Of(seed, $"fault {question.Request.Identity} {question.Occurrence}");
            return draws.Chance(rate) ? draws.Of(faults) : ModelFault.None;
        });
    }

    /// <summary>Faults by a function. It is asked by many requests at once.</summary>
    public static FaultPlan Of(Func<FaultQuestion, ModelFault> fault) => new(fault);

    internal ModelFault For(FaultQuestion question) => fault(question);
}
