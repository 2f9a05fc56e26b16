namespace Forerun.Replay.Validating;

/// <summary>
/// On a grid of P, L / C and dial the verdict turns exactly at P* = (2 − alpha) / (1 + L / C): at P*, rounded up to the 12 decimals that P is
/// kept with, it is to speculate, one step below to wait. The deviation counts wrong verdicts.
/// </summary>
internal static class DecisionBoundary
{
    private const decimal Step = 0.000_000_000_001m;
    private static readonly decimal[] Costs = [0.0005m, 0.0135m, 0.15m];
    private static readonly decimal[] Ratios = [0.3m, 0.75m, 1, 1.5m, 4.72m, 40];

    public static Check Check()
    {
        var wrong = 0;
        foreach (var cost in Costs)
            foreach (var ratio in Ratios)
                foreach (var dial in Bets.Dials)
                    wrong += Wrong(cost, ratio, dial);
        return new Check("decision_boundary", wrong, 0);
    }

    private static int Wrong(decimal cost, decimal ratio, decimal dial)
    {
        var boundary = Math.Ceiling((2 - dial) / (1 + ratio) / Step) * Step;
        var probabilities = Enumerable.Range(0, 101).Select(i => i / 100m).Concat([boundary, boundary - Step]).Where(p => p is >= 0 and <= 1);
        return probabilities.Count(p => Bets.Speculates(Bets.Of(p, cost, ratio, dial)) != (p >= boundary));
    }
}
