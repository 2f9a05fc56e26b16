using Forerun.Traces;

namespace Forerun.Replay.Importing;

/// <summary>What came of an import.</summary>
/// <param name="Trace">The runs: one for each conversation, and for each trace that names none.</param>
/// <param name="Spans">How many spans became steps.</param>
/// <param name="Ignored">How many spans are no calls: other than GenAI's, around other calls, or exported twice.</param>
/// <param name="Skipped">What could not be read.</param>
public sealed record Imported(Trace Trace, int Spans, int Ignored, IReadOnlyList<SkippedSpan> Skipped);
