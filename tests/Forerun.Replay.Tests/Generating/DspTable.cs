using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Replay.Comparing;
using Forerun.Replay.Generating;
using Forerun.Replay.Passes;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Generating;

/// <summary>The columns of DSP's table, replayed on plans like those of the table, against target plus drafter.</summary>
internal sealed class DspTable(int seed)
{
    private static readonly PriceBook Prices = DefaultPriceBook.Load();

    private readonly Trace plans = new() { Name = "dsp-table", Runs = [.. PlanGenerator.Generate(PlanPresets.DspTable, seed)] };

    /// <summary>A row of the table.</summary>
    public Columns Of(string policy)
    {
        var ledger = new MemoryLedger();
        var runs = Curriculum.All(plans, new ReplayOptions { Policy = policy, Prices = Prices }, policy, ledger, () => { }, default);
        var tokens = ledger.Rows.OfType<AttemptRow>().ToLookup(r => r.Tags.Run);
        return Columns.Of([.. runs.Select(r => Sums(r, tokens[r.Run]))], [.. plans.Runs.Select(TargetAndDrafter)]);
    }

    private static RunSums Sums(ReplayedRun run, IEnumerable<AttemptRow> attempts) => new(
        (decimal)run.Waited.TotalSeconds, run.Cost.Amount, attempts.Sum(a => (decimal)a.Usage!.InputTokens!),
        attempts.Sum(a => a.Fraction * (decimal)a.Usage!.OutputTokens!));

    private static RunSums TargetAndDrafter(TraceRun run)
    {
        var usages = run.Steps.SelectMany(s => (TokenUsage[])[s.Usage!, s.Guesses[0].Usage!]).ToList();
        var (prompt, generated) = (usages.Sum(u => (decimal)u.InputTokens!), usages.Sum(u => (decimal)u.OutputTokens!));
        return new RunSums((decimal)run.Steps.Sum(s => s.Duration.TotalSeconds), ((prompt * 0.4m) + (generated * 1.6m)) / 1_000_000, prompt, generated);
    }
}
