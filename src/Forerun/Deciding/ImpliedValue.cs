using Forerun.Pricing;

namespace Forerun.Deciding;

/// <summary>
/// The value of time that somebody's choices imply. Each decision breaks even at a value of its own
/// (<see cref="Terms.ImpliedValueOfTime"/>); who speculates values a second at no less, who waits at less. The name is published
/// (arXiv 2606.07846, appendix D); how it is found is ours: the value that contradicts the fewest choices.
/// </summary>
public static class ImpliedValue
{
    /// <summary>
    /// The value of time, USD per second, that contradicts the fewest of these choices; between two that break even, the middle. Null if no
    /// choice says anything: none saves time, or all speculate, or all wait.
    /// </summary>
    /// <param name="decisions">What was chosen. What was inadmissible, switched off, refused, held back by a stage, not allowed or decided by another measure says nothing.</param>
    public static Usd? Of(IEnumerable<Decision> decisions) => Between(decisions) is var (low, high) ? 0.5m * (low + high) : null;

    /// <summary>
    /// The lowest range of values of time, USD per second, that contradict the fewest of these choices: from where one of them breaks even to where the next
    /// does. Null where <see cref="Of"/> is.
    /// </summary>
    /// <param name="decisions">What was chosen, as for <see cref="Of"/>.</param>
    public static (Usd Low, Usd High)? Between(IEnumerable<Decision> decisions)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        var choices = decisions.Where(IsFree).Select(d => (At: d.Terms.ImpliedValueOfTime, Speculates: d.Verdict == Verdict.Speculate))
            .Where(c => c.At is { Amount: >= 0 }).Select(c => (At: c.At!.Value, c.Speculates)).OrderBy(c => c.At).ToList();
        var contradicting = choices.Count(c => c.Speculates); // of a value below all: whoever speculates contradicts it
        if (contradicting == 0 || contradicting == choices.Count) return null;
        var (fewest, implied) = (contradicting, (choices[0].At, choices[0].At));
        for (var i = 0; i < choices.Count; i++)
        {
            contradicting += choices[i].Speculates ? -1 : 1;
            if (contradicting >= fewest) continue;
            (fewest, implied) = (contradicting, (choices[i].At, choices[Math.Min(i + 1, choices.Count - 1)].At));
        }

        return implied;
    }

    private static bool IsFree(Decision decision) =>
        decision is { Admission: not Effects.Admission.Inadmissible, Enabled: true, WithinAllowance: true, IsRefused: false, Grace: false, Measure: null, HeldBack: null };
}
