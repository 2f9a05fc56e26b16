using Forerun.Replay.Saving;

namespace Forerun.Cli.Saving;

/// <summary>What the command line asked to be told of savings.</summary>
internal sealed record SavingsRequest(string Ledger, SavingsBy By, string? Session, bool Json)
{
    public decimal? ValueOfTime { get; init; }
    public string? Prices { get; init; }
    public IReadOnlyList<string> Instead { get; init; } = [];
    public string? Trace { get; init; }
    public string? Policy { get; init; }
}
