using System.Globalization;
using Forerun.Ledgers;
using Forerun.Storage.Ledgers;

namespace Forerun.Cli.Accounting;

/// <summary>
/// Which sessions of a ledger are summed. Dollars that were spent add up; those of a replay were not, so the newest one stands for itself,
/// and two replays of a trace are never taken for one of twice the cost.
/// </summary>
internal sealed record Scope(IReadOnlyList<LedgerSession> Shown, IReadOnlyList<LedgerSession> All)
{
    /// <summary>The word for every session.</summary>
    public const string Every = "all";

    /// <summary>What was asked for: a number or <see cref="Every"/>; null: the newest that has the run, and what adds up with it.</summary>
    /// <exception cref="LedgerException">There is no such session, or no such run.</exception>
    public static Scope Of(LedgerSource source, string? asked, string? run)
    {
        var all = source.Sessions;
        if (all.Count == 0 && asked is not (null or Every)) throw new LedgerException($"'{source.Path}' has no session {asked}: leave --session out.");
        // A replay that was stopped is shown to who asks for it by its number, and to nobody else.
        var whole = all.Where(s => s.IsWhole || s.Kind == SessionKind.Live).ToList();
        var newest = (run is null ? null : source.SessionOf(run)) ?? (whole.Count > 0 ? whole[^1] : null);
        if (asked == Every || (asked is null && newest is null)) return new Scope(whole, all);
        if (asked is not null) return new Scope([Numbered(source, asked)], all);
        return new Scope(newest!.Kind == SessionKind.Live ? [.. all.Where(s => s.Kind == SessionKind.Live)] : [newest], all);
    }

    /// <summary>For people: which they are.</summary>
    public string Name => Shown switch
    {
        [] => All.Count > 0 ? "no whole session" : "",
        [var one] => $"session {one.Id} of {All.Count:N0}{About(one)}",
        _ when Shown.All(s => s.Kind == SessionKind.Live) => $"{Shown.Count:N0} live sessions of {All.Count:N0}",
        _ => $"{Shown.Count:N0} sessions of {All.Count:N0}",
    };

    /// <summary>For people: what is left out; null if nothing is.</summary>
    public string? LeftOut => Shown.Count == All.Count
        ? null
        : $"{Output.Counts.Of(All.Count - Shown.Count, "other session")} of the file not summed: --session N shows one, --session all adds up whole ones.";

    private static string About(LedgerSession session)
    {
        var about = session.About.Length > 0 ? $" · {session.About}" : "";
        if (session is { IsWhole: false, Kind: SessionKind.Replay }) about += " · stopped before its end";
        return session.Began is { } began ? $"{about} · {began.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC" : about;
    }

    private static LedgerSession Numbered(LedgerSource source, string asked) =>
        source.Sessions.FirstOrDefault(s => s.Id.ToString(CultureInfo.InvariantCulture) == asked)
        ?? throw new LedgerException($"'{source.Path}' has no session {asked}: they are numbered from 1 to {source.Sessions.Count}.");
}
