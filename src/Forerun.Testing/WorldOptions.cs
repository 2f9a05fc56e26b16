namespace Forerun.Testing;

/// <summary>What a <see cref="ScriptedWorld"/> is like.</summary>
public sealed record WorldOptions
{
    /// <summary>Share of the calls that fail once or more before they succeed, where the operation has tries left for it. Default: 0.1.</summary>
    public double Transient { get; init; } = 0.1;

    /// <summary>Share of the model calls with a try or two that fail at once and are tried again within the call; half of them are billed. Default: 0.1.</summary>
    public double Retried { get; init; } = 0.1;

    /// <summary>Share of the calls that fail each time. Default: 0.</summary>
    public double Permanent { get; init; }

    /// <summary>Whether a call that fails each time answers whoever has asked for it, instead of ending the run. Default: false.</summary>
    public bool Answering { get; init; }

    /// <summary>Share of the calls that go on for a while, or to their end, after they were told to stop. Default: 0.4.</summary>
    public double Deaf { get; init; } = 0.4;

    /// <summary>Whether calls of one operation all take the same time and tokens, so that forecasts are exact. Default: false.</summary>
    public bool Even { get; init; }

    /// <summary>
    /// Whether a tool without effects returns what the effects so far have made of the world. Those declared harmless change nothing that
    /// anybody reads. Default: false.
    /// </summary>
    public bool Changing { get; init; }
}
