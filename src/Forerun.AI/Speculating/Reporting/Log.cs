using Microsoft.Extensions.Logging;

namespace Forerun.AI.Speculating.Reporting;

/// <summary>What is logged. Names of tools and figures, never content.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Nothing is bet on {Tools}: nobody has declared what they do. If they only read, this declares it, and would have saved {Seconds:0.00} s in this turn: {Declaration}")]
    public static partial void Undeclared(ILogger logger, string tools, double seconds, string declaration);
}
