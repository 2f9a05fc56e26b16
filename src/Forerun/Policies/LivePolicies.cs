using System.Globalization;
using Forerun.Policies.CostAware;
using Forerun.Policies.Dsp;
using Forerun.Policies.FixedDepth;
using Forerun.Policies.Forerun;
using Forerun.Policies.Paste;

namespace Forerun.Policies;

/// <summary>The policies by name that any run can have: those that need no record of it.</summary>
public static class LivePolicies
{
    /// <summary>The policy of runs that name none.</summary>
    public const string Default = "cost-aware";

    /// <summary>What the letters in <see cref="All"/> stand for.</summary>
    public const string Letters = "K from 1 to 1000, B from 1 to 64";

    private const string FixedDepth = "fixed-depth:";

    private static readonly Dictionary<string, Func<IPolicy>> Plain = new()
    {
        ["sequential"] = static () => new SequentialPolicy(),
        [Default] = static () => new CostAwarePolicy(),
        ["paste"] = static () => new PastePolicy(),
        ["forerun"] = static () => new ForerunPolicy(),
    };

    /// <summary>All names, for messages and help.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Plain.Keys, $"{FixedDepth}K", "dsp[:tau=T,offset=N]", .. PublishedPolicies.All];

    /// <summary>Makes policies of this name, one for each run; null if no policy is named so.</summary>
    /// <param name="name">For example <c>cost-aware</c> or <c>fixed-depth:4</c>.</param>
    /// <exception cref="FormatException">A policy is named so, and what follows the name can't be: the message says what can.</exception>
    public static Func<IPolicy>? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Plain.TryGetValue(name, out var make)) return make;
        if (DspOptions.IsNamedBy(name)) return Dsp(DspOptions.Parse(name));
        return name.StartsWith(FixedDepth, StringComparison.Ordinal) ? ToDepth(name) : PublishedPolicies.Parse(name);
    }

    private static Func<IPolicy> Dsp(DspOptions options) => () => new DspPolicy(options);

    private static Func<IPolicy> ToDepth(string name) =>
        int.TryParse(name.AsSpan(FixedDepth.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var depth) && depth is >= 1 and <= 1000
            ? () => new FixedDepthPolicy(depth)
            : throw new FormatException($"K of '{name}' must be a whole number from 1 to 1000, for example {FixedDepth}4.");
}
