namespace Forerun.Testing;

/// <summary>What a <see cref="ModelServer"/> works with. Time and answers are given, never taken.</summary>
/// <param name="Time">The clock that paces the answers. A <see cref="ManualTime"/> lets a test say when each token leaves.</param>
/// <param name="Script">What it answers.</param>
public sealed record ModelServerOptions(TimeProvider Time, IModelScript Script)
{
    /// <summary>The TCP port on the loopback interface, 0 to 65535; 0 takes any free one. Default: 0.</summary>
    public int Port { get; init; }

    /// <summary>The models that it knows; any other is answered with 404. Default: <c>large</c> and <c>small</c>, as in <see cref="SimulatedPrices"/>.</summary>
    public IReadOnlyList<string> Models { get; init; } = ["large", "small"];

    /// <summary>The key that a request must bring as its bearer token; without it the answer is 401. Default: null, no key is asked for.</summary>
    public string? ApiKey { get; init; }

    /// <summary>How fast an answer comes that says nothing about it itself. Default: see <see cref="Testing.Pacing"/>.</summary>
    public Pacing Pacing { get; init; } = new();

    /// <summary>
    /// How many times faster than its pacing the server is; above 0. <see cref="double.PositiveInfinity"/> waits for nothing. Default: 1.
    /// </summary>
    public double Speed { get; init; } = 1;

    /// <summary>What goes wrong, and when. Default: nothing.</summary>
    public FaultPlan Faults { get; init; } = FaultPlan.None;

    /// <summary>How large the faults are. Default: see <see cref="Testing.FaultSizes"/>.</summary>
    public FaultSizes FaultSizes { get; init; } = new();

    /// <summary>Every error of these options, a sentence each; none when they can be used.</summary>
    internal IEnumerable<string> Errors()
    {
        if (Port is < 0 or > 65535) yield return $"Port is {Port}; give 0 (any free port) to 65535.";
        if (Models.Count == 0) yield return "Models is empty; name at least one model.";
        if (!(Speed > 0)) yield return $"Speed is {Speed}; give a factor above 0.";
        if (Pacing.FirstToken < TimeSpan.Zero) yield return $"Pacing.FirstToken is {Pacing.FirstToken}; give no negative time.";
        if (Pacing.PerToken < TimeSpan.Zero) yield return $"Pacing.PerToken is {Pacing.PerToken}; give no negative time.";
        if (FaultSizes.RetryAfter < TimeSpan.Zero) yield return $"FaultSizes.RetryAfter is {FaultSizes.RetryAfter}; give no negative time.";
        if (FaultSizes.SlowFirstToken < TimeSpan.Zero) yield return $"FaultSizes.SlowFirstToken is {FaultSizes.SlowFirstToken}; give no negative time.";
        if (FaultSizes.HugeTokens < 1) yield return $"FaultSizes.HugeTokens is {FaultSizes.HugeTokens}; give at least 1.";
    }
}
