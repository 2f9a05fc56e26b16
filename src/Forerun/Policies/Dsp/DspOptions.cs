using System.Globalization;

namespace Forerun.Policies.Dsp;

/// <summary>The two knobs of DSP (arXiv 2509.01920).</summary>
public sealed record DspOptions
{
    private const string Prefix = "dsp";

    /// <summary>How the knobs are written, for messages.</summary>
    public const string Usage = "dsp[:tau=T,offset=N] (T above 0 and below 1, N a whole number from -100 to 100)";

    /// <summary>
    /// tau of the expectile loss, above 0 and below 1: above 0.5 depths are over-estimated, which is faster and dearer; below, the other way
    /// round. It takes effect with the next training.
    /// </summary>
    /// <value>0.5: the squared error.</value>
    public double Tau { get; init; } = 0.5;

    /// <summary>beta: steps that are added to the rounded value, -100 to 100. It takes effect at once.</summary>
    /// <value>0.</value>
    public int Offset { get; init; }

    /// <summary>
    /// The offset at a setting of the dial: as it stands at dial 1, one step less at 0.5 and two less at 0, rounded to even between (ours;
    /// the paper has no dial).
    /// </summary>
    public int OffsetAt(decimal dial) => Offset - (int)Math.Round(2 * (1 - dial));

    /// <summary>Whether a policy's name means DSP, with knobs that may be right or wrong.</summary>
    public static bool IsNamedBy(string policy) => policy == Prefix || policy.StartsWith($"{Prefix}:", StringComparison.Ordinal);

    /// <summary>The knobs that a policy's name gives: <c>dsp</c>, <c>dsp:tau=0.9</c>, <c>dsp:tau=0.9,offset=2</c>.</summary>
    /// <exception cref="FormatException">They can't be read or are out of range; the message says how they are written.</exception>
    public static DspOptions Parse(string policy)
    {
        if (policy == Prefix) return new DspOptions();
        if (!IsNamedBy(policy)) throw Bad(policy);
        var options = new DspOptions();
        var seen = new HashSet<string>();
        foreach (var knob in policy[(Prefix.Length + 1)..].Split(','))
        {
            var (name, text) = knob.Split('=') is [var left, var right] ? (left, right) : throw Bad(policy);
            if (!seen.Add(name)) throw Bad(policy);
            options = name switch
            {
                "tau" when double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var tau) && tau is > 0 and < 1 =>
                    options with { Tau = tau },
                "offset" when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var offset) && offset is >= -100 and <= 100 =>
                    options with { Offset = offset },
                _ => throw Bad(policy),
            };
        }

        return options;
    }

    /// <summary>The name of the policy with these knobs.</summary>
    public override string ToString()
    {
        List<string> knobs = [];
        if (Tau != 0.5) knobs.Add(string.Create(CultureInfo.InvariantCulture, $"tau={Tau}"));
        if (Offset != 0) knobs.Add(string.Create(CultureInfo.InvariantCulture, $"offset={Offset}"));
        return knobs.Count == 0 ? Prefix : $"{Prefix}:{string.Join(',', knobs)}";
    }

    private static FormatException Bad(string policy) => new($"'{policy}' can't be read: write {Usage}, for example dsp:tau=0.9,offset=1.");
}
