namespace Forerun.Traces;

/// <summary>What a verifier said about the output it checked.</summary>
public enum Verdict
{
    /// <summary>The output stood as it was.</summary>
    Kept,

    /// <summary>The output was replaced.</summary>
    Changed,
}
