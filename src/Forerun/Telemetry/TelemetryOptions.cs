namespace Forerun.Telemetry;

/// <summary>What is told to whoever listens to spans.</summary>
public sealed record TelemetryOptions
{
    /// <summary>
    /// Whether spans hold what models and tools are told and what they return. It may hold secrets, and goes wherever spans go. Default:
    /// false; then no span holds anything but names, figures and what the types of errors are called.
    /// </summary>
    public bool Content { get; init; }
}
