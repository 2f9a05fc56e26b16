namespace Forerun.Storage.Ledgers;

/// <summary>One opening of a ledger for writing. Every row belongs to one, so that two replays of a trace can be told apart.</summary>
/// <param name="Id">Its number in the file, from 1.</param>
/// <param name="Kind">Whether its dollars were spent.</param>
/// <param name="About">What it was, for people.</param>
/// <param name="Began">When; null if whoever opened it had no clock.</param>
/// <param name="IsWhole">Whether it came to its end; what a replay wrote that was stopped is not what the replay would have cost.</param>
public sealed record LedgerSession(long Id, SessionKind Kind, string About, DateTimeOffset? Began, bool IsWhole);
