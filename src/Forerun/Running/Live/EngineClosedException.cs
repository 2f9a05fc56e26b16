namespace Forerun.Running.Live;

/// <summary>A run was to be started on an engine that is closed or closing.</summary>
/// <param name="workflow">The workflow that was to run.</param>
public sealed class EngineClosedException(string workflow) : InvalidOperationException(
    $"'{workflow}' can't be started: the engine is closing, because the program ends. Start it again when the program is back.");
