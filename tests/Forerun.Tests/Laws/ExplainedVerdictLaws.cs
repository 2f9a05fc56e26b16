using Forerun.Deciding;
using Forerun.Ledgers;

namespace Forerun.Tests.Laws;

/// <summary>Law 5: a verdict follows from its ledger row alone.</summary>
public class ExplainedVerdictLaws
{
    [Fact]
    public void Recompute_OfEveryRow_GivesItsVerdict() => Seeds.Check(500, seed =>
    {
        var rows = new Scenario(seed).Turning().Play().Ledger.Rows.OfType<DecisionRow>().ToList();
        foreach (var row in rows)
        {
            Assert.Equal(row.Decision.Verdict, row.Decision.Recompute());
            var copy = row with { Decision = row.Decision with { Verdict = Verdict.Wait, Reason = Reason.None, Phase = Phase.Plan, Planned = null } };
            Assert.Equal(row.Decision.Verdict, copy.Decision.Judged().Verdict);
            Assert.NotNull(row.Decision.PriceBook);
        }
    });
}
