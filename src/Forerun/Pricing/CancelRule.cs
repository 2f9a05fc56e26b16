namespace Forerun.Pricing;

/// <summary>What a provider bills for a call that is cancelled under way.</summary>
public enum CancelRule
{
    /// <summary>The input, and the output generated so far.</summary>
    Streamed,

    /// <summary>The whole call, as if it had finished.</summary>
    Full,

    /// <summary>Nothing.</summary>
    None,
}
