using Forerun.Guessing.Contexts;
using Forerun.Learning;
using Forerun.Workflows;

namespace Forerun.Guessing.Ranking;

/// <summary>What can be seen of a guess before its truth is known, as numbers (ours).</summary>
internal static class Signs
{
    /// <summary>How many there are.</summary>
    public const int Count = 14;

    private static readonly Value StopSign = Value.Of("TERMINATE");

    /// <summary>
    /// The weights before anything was learned. A draft that nothing else speaks for has probability one half, the prior of a drafted step:
    /// 0.8 · logit(0.02) + 3.1 = 0. A source that gives a probability of its own is taken at its word.
    /// </summary>
    public static IReadOnlyList<double> Prior { get; } = [0, 0.8, 0, 0, 0, 0, 0, 3.1, -0.5, 0, 0, 0.2, 0, 0];

    /// <summary>Fills in the signs of a candidate.</summary>
    /// <param name="candidate">The guess.</param>
    /// <param name="rank">Its place among the candidates by prior probability, from 0.</param>
    /// <param name="expected">What the contexts say.</param>
    /// <param name="drafts">What drafters have said, if any has.</param>
    /// <param name="signs">Room for <see cref="Count"/> numbers.</param>
    public static void Of(Candidate candidate, int rank, Expected expected, IReadOnlyList<Value> drafts, Span<double> signs)
    {
        signs[0] = 1;
        signs[1] = Acceptance.Logit(candidate.Prior);
        signs[2] = expected.Past.Holds(candidate.Value) ? 1 : 0;
        signs[3] = rank == 0 ? 1 : 0;
        signs[4] = 1.0 / (1 + expected.InSet);
        signs[5] = 1.0 / (1 + expected.InTopic);
        signs[6] = expected.Past.Length / 16.0;
        signs[7] = candidate.IsDrafted ? 1 : 0;
        signs[8] = drafts.Count > 0 && !candidate.IsDrafted ? 1 : 0;
        signs[9] = drafts.Count > 0 && drafts[0].Equals(StopSign) ? 1 : 0;
        signs[10] = candidate.IsSaid ? 1 : 0;
        signs[11] = candidate.IsSaid ? signs[1] : 0;
        signs[12] = candidate.Times > 0 ? 1.0 / candidate.Times : 0;
        signs[13] = signs[12] * signs[1];
    }
}
