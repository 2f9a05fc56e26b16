using Forerun.Deciding;
using Forerun.Ledgers;
using Forerun.Pricing;

namespace Forerun.Cli.Tests.Accounting;

/// <summary>Rows for tests that are about nothing else.</summary>
internal static class Rows
{
    public static AttemptRow Attempt(
        string run, decimal? usd, Standing standing = Standing.Authoritative, int attempt = 1, string slot = "draft", double started = 0) => new(
        new Tags(run, "mail", "cost-aware"), TimeSpan.FromSeconds(9), attempt, slot, "write", "gpt-4o", "write:00ff", standing,
        AttemptEnd.Finished, TimeSpan.FromSeconds(started), new TokenUsage(10, 1), 1, usd is { } cost ? new Usd(cost) : null, "v1");

    public static BetRow Bet(string run, Outcome outcome, double saved = 0, int attempt = 1) =>
        new(new Tags(run, "mail", "cost-aware"), TimeSpan.FromSeconds(9), attempt, outcome, TimeSpan.FromSeconds(saved));

    public static DecisionRow Decision(string run, Func<Decision, Decision>? with = null, params string[] guesses)
    {
        var decision = new Decision
        {
            Phase = Phase.Runtime, Enabled = true, WithinAllowance = true, PriceBook = "v1",
            Terms = new Terms(0.82m, TimeSpan.FromSeconds(1.2), new Usd(0.0021m), Usd.Zero, new Usd(0.01m), 0.5m),
        };
        return new DecisionRow(
            new Tags(run, "mail", "cost-aware"), TimeSpan.FromSeconds(2), ["draft"], "route -> write", guesses.Length == 0 ? ["router:00ff"] : guesses,
            (with is null ? decision : with(decision)).Judged());
    }
}
