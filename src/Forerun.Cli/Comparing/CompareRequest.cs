using Forerun.Cli.Replaying;
using Forerun.Replay.Comparing;

namespace Forerun.Cli.Comparing;

/// <summary>What the command line asked to be compared.</summary>
internal sealed record CompareRequest(PassRequest Pass)
{
    public IReadOnlyList<string>? Policies { get; init; }
    public Baseline Baseline { get; init; }
    public bool DialSweep { get; init; }
    public bool ValueSweep { get; init; }
    public string? Html { get; init; }
}
