using Microsoft.Extensions.Logging;

namespace Forerun.AI.Speculating.Reporting;

/// <summary>What is logged. Names of tools and figures, never content.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Nothing is bet on {Tools}: nobody has declared what they do. If they only read, this declares it, and would have saved {Seconds:0.00} s in this turn: {Declaration}")]
    public static partial void Undeclared(ILogger logger, string tools, double seconds, string declaration);

    [LoggerMessage(2, LogLevel.Warning, "The tool {Tool} was wrapped once and used for more than one tenant, so nothing is bet on it any more. Call tools.WithSpeculation(agent) for each tenant.")]
    public static partial void Shared(ILogger logger, string tool);
}
