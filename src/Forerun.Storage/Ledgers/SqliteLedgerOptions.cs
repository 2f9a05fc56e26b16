namespace Forerun.Storage.Ledgers;

/// <summary>What a ledger in SQLite is told of its session.</summary>
public sealed record SqliteLedgerOptions
{
    /// <summary>Whether its dollars are spent. Default: live.</summary>
    public SessionKind Kind { get; init; }

    /// <summary>What it is, for people, for example <c>demo</c> or <c>replay of plan.jsonl</c>. No content. Default: empty.</summary>
    public string About { get; init; } = "";

    /// <summary>The clock that says when it began. Default: none, and nobody knows.</summary>
    public TimeProvider? Time { get; init; }

    /// <summary>How long to wait while another process writes, at least a second. Default: ten.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);
}
