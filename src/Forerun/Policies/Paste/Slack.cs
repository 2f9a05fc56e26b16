namespace Forerun.Policies.Paste;

/// <summary>
/// How much the tools may be asked for nothing: the resource slack on which PASTE speculates. The paper has it from idle cores; here the
/// dial sets it, so that cost first and latency first mean for this policy what they mean for the others (ours).
/// </summary>
/// <param name="Least">The least probability of a pattern that is prefetched. One read in 1 / <paramref name="Least"/> is used then, at worst.</param>
/// <param name="Slots">The most prefetches under way at once.</param>
public readonly record struct Slack(double Least, int Slots)
{
    /// <summary>Dial 0: at most one read for nothing to each that is used, one at a time. Dial 1: at most 64 to each, eight at a time.</summary>
    public static Slack At(decimal dial)
    {
        var share = (double)Math.Clamp(dial, 0, 1);
        return new Slack(1 / (1 + Math.Pow(64, share)), 1 + (int)Math.Round(7 * share));
    }
}
