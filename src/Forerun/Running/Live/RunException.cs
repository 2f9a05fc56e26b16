using Forerun.Ledgers;

namespace Forerun.Running.Live;

/// <summary>A run that ended without an answer.</summary>
/// <param name="end">How it ended.</param>
/// <param name="message">What happened, where, and what to do.</param>
/// <param name="inner">What the failing call threw.</param>
public sealed class RunException(RunEnd end, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>How it ended.</summary>
    public RunEnd End { get; } = end;
}
