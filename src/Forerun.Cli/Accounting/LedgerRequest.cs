namespace Forerun.Cli.Accounting;

/// <summary>What the command line asked to be summed.</summary>
internal sealed record LedgerRequest(string File, Filter Filter, Grouping By, string? Session, bool Json);
