namespace Forerun.Cli.Replaying;

/// <summary>What the command line asked to be replayed.</summary>
internal sealed record ReplayRequest(PassRequest Pass)
{
    public required string Policy { get; init; }
    public string? Ledger { get; init; }
}
