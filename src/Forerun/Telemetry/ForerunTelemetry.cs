namespace Forerun.Telemetry;

/// <summary>
/// What OpenTelemetry is told to listen to: <c>AddSource(ForerunTelemetry.Source)</c>, <c>AddMeter(ForerunTelemetry.Meter)</c>. Where nobody
/// listens nothing is made. Names are those of the semantic conventions for GenAI (status: development), ours begin with <c>forerun.</c>.
/// </summary>
public static class ForerunTelemetry
{
    /// <summary>The activity source: a span for each run or turn of an agent, and one below it for each call, bets included.</summary>
    public const string Source = "Forerun";

    /// <summary>The meter.</summary>
    public const string Meter = "Forerun";
}
