using Forerun.Deciding;

namespace Forerun.Policies.Forerun;

/// <summary>What is judged first: least first, what has the most expected dollars for each dollar at risk (ours).</summary>
internal static class Order
{
    /// <summary>The place of a bet or a purchase with these terms; above 0: it does not pay.</summary>
    public static decimal Of(in Terms terms) => -terms.Margin.Amount / Math.Max((terms.Cost + terms.GuessPrice).Amount, 0.000_001m);
}
