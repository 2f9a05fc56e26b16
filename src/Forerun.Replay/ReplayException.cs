namespace Forerun.Replay;

/// <summary>A replay that cannot be made: the message says why, in one sentence, and what to do.</summary>
public sealed class ReplayException(string message) : Exception(message);
