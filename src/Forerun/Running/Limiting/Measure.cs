namespace Forerun.Running.Limiting;

/// <summary>What a limit counts.</summary>
internal enum Measure
{
    /// <summary>Attempts in flight: room comes back when one ends.</summary>
    Attempts,

    /// <summary>Calls that were started.</summary>
    Requests,

    /// <summary>Tokens of calls that were started.</summary>
    Tokens,

    /// <summary>Dollars. Who would spend more than there is does not wait: it is refused.</summary>
    Dollars,
}
