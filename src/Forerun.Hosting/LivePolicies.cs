using System.Globalization;
using Forerun.Policies;
using Forerun.Policies.CostAware;
using Forerun.Policies.FixedDepth;

namespace Forerun.Hosting;

/// <summary>The policies that a live run can have, by name: those that need no recorded run.</summary>
internal static class LivePolicies
{
    public const string Default = "cost-aware";

    private const string FixedDepth = "fixed-depth:";

    /// <summary>All names, for messages.</summary>
    public const string All = "cost-aware, sequential and fixed-depth:K (K from 1 to 1000)";

    /// <summary>Makes policies of this name; null if there is none.</summary>
    public static Func<IPolicy>? Find(string name) => name switch
    {
        Default => static () => new CostAwarePolicy(),
        "sequential" => static () => new SequentialPolicy(),
        _ when DepthOf(name) is { } depth => () => new FixedDepthPolicy(depth),
        _ => null,
    };

    private static int? DepthOf(string name) =>
        name.StartsWith(FixedDepth, StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(FixedDepth.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var depth) && depth is >= 1 and <= 1000
            ? depth
            : null;
}
