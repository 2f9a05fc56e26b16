namespace Forerun.Pricing;

/// <summary>What a provider bills for a call that is cancelled before it has finished.</summary>
public enum CancelRule
{
    /// <summary>The input, the output produced so far and the fee of the call.</summary>
    Streamed,

    /// <summary>The whole call, as if it had finished. The cautious assumption, and the live default.</summary>
    Full,

    /// <summary>Nothing.</summary>
    None,
}
