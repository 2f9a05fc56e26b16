using Microsoft.Extensions.Logging;

namespace Forerun.Hosting;

/// <summary>All that a host logs: few events, and neither content nor secrets in them.</summary>
internal static partial class Logs
{
    [LoggerMessage(1, LogLevel.Information,
        "Run {Run} of {Workflow} is {End} after {Seconds} s for ${Dollars}: {Bets} bets, {Hits} hits, {Misses} missed, {Cancelled} cancelled")]
    public static partial void RunSettled(
        this ILogger logger, string run, string workflow, string end, decimal seconds, decimal dollars, int bets, int hits, int misses, int cancelled);

    [LoggerMessage(2, LogLevel.Warning, "A limit has ended run {Run} of {Workflow}: {Why}")]
    public static partial void LimitReached(this ILogger logger, string run, string workflow, string why);

    [LoggerMessage(3, LogLevel.Error, "{What} Runs fail until it can be written again, or until Forerun:Ledger is none")]
    public static partial void LedgerFailed(this ILogger logger, string what);

    [LoggerMessage(4, LogLevel.Information, "The ledger '{Ledger}' is written again")]
    public static partial void LedgerWorks(this ILogger logger, string ledger);

    [LoggerMessage(5, LogLevel.Warning, "{What} Runs go on, and what they learn is kept in memory")]
    public static partial void LearnedFailed(this ILogger logger, string what);

    [LoggerMessage(6, LogLevel.Information,
        "New settings: speculation {Enabled}, dial {Dial}, ${ValueOfTime} a second, policy {Policy}, prices {Prices}")]
    public static partial void Reloaded(this ILogger logger, string enabled, decimal dial, decimal valueOfTime, string policy, string prices);

    [LoggerMessage(7, LogLevel.Error, "The new configuration can't be used, the one before stays in force: {Errors}")]
    public static partial void ReloadRefused(this ILogger logger, string errors);

    [LoggerMessage(8, LogLevel.Warning, "{Keys} changed, which is taken up at the next start")]
    public static partial void RestartNeeded(this ILogger logger, string keys);

    [LoggerMessage(9, LogLevel.Information, "Stopping: no bets from now on; {Runs} runs are under way")]
    public static partial void Stopping(this ILogger logger, int runs);

    [LoggerMessage(10, LogLevel.Warning, "The time to stop is over: {Runs} runs were given up")]
    public static partial void GivenUp(this ILogger logger, int runs);

    [LoggerMessage(11, LogLevel.Error, "{Runs} runs did not stop within {Seconds} s of being told to, and are left behind; their steps ignore cancellation")]
    public static partial void LeftBehind(this ILogger logger, int runs, double seconds);
}
