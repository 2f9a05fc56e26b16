using Forerun.Pricing;

namespace Forerun.Cli.Replaying;

/// <summary>What the command line asked to be replayed.</summary>
internal sealed record ReplayRequest
{
    public required string Trace { get; init; }
    public required string Policy { get; init; }
    public required decimal Dial { get; init; }
    public required decimal ValueOfTime { get; init; }
    public string? Prices { get; init; }
    public CancelRule? CancelRule { get; init; }
    public string? Train { get; init; }
    public bool LeaveOutTask { get; init; }
    public string? Ledger { get; init; }
    public bool Json { get; init; }
}
