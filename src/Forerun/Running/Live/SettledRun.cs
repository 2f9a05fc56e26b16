using Forerun.Ledgers;

namespace Forerun.Running.Live;

/// <summary>A run of which nothing is left.</summary>
/// <param name="Tags">Whose run it was.</param>
/// <param name="Result">What became of it.</param>
public readonly record struct SettledRun(Tags Tags, RunResult Result);
