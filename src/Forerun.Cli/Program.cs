using Forerun.Replay.Replaying;
using Forerun.Replay.Traces;

var trace = TraceReader.Read(args[0]);
foreach (var p in args[1].Split(','))
{
    var r = Replay.Run(trace, new ReplayOptions { Policy = p, Dial = args.Length > 3 ? decimal.Parse(args[3]) : 1, ValueOfTime = new(args.Length > 2 ? decimal.Parse(args[2]) : 0.01m) });
    Console.WriteLine($"{p} seq {r.Sequential} spec {r.Speculative} oracle {r.Oracle} saved {r.SavedPercent:0.00} extra {r.ExtraUsdPercent:0.00} peak {r.PeakConcurrency:0.000} depth {r.MeanDepth:0.00} bets {r.Bets} h{r.Hits} m{r.Misses} c{r.Cancelled} waste {r.WasteUsd:0.0000} net {r.NetValueUsd:0.0000} brier {r.Brier}");
    if (p == "fixed-depth:2") foreach (var x in r.PerRun.Take(8)) Console.WriteLine(x.Run + " " + x.Seconds + " " + x.Usd);
    if (p == "logged") Console.WriteLine(trace.Runs.Zip(r.PerRun, (a, b) => Math.Abs((decimal)a.Logged!.WallSeconds - b.Seconds)).Max());
}


if (args.Length > 4)
{
    var ledger = new Forerun.Ledgers.MemoryLedger();
    Replay.Run(args[4] == "all" ? trace : trace with { Runs = [trace.Runs[int.Parse(args[4])]] }, new ReplayOptions { Policy = args[1], Ledger = ledger, ValueOfTime = new(decimal.Parse(args[2])), Dial = decimal.Parse(args[3]) });
    foreach (var row in ledger.Rows) Console.WriteLine(row is Forerun.Ledgers.AttemptRow a ? $"{a.At.TotalSeconds:0.00} {a.Slot} {a.Standing} {a.End} from {a.StartedAt.TotalSeconds:0.00} {a.Cost}" : row is Forerun.Ledgers.DecisionRow d ? $"{d.At.TotalSeconds:0.00}    {d.Edge} {string.Join(',', d.Slots)} {d.Decision.Phase} {d.Decision.Verdict} P {d.Decision.Terms.Probability} dT {d.Decision.Terms.Saved} C {d.Decision.Terms.Cost} G {d.Decision.Terms.GuessPrice} EV {d.Decision.Terms.ExpectedValue} within {d.Decision.WithinAllowance} {d.Decision.Reason} {d.Decision.Measure} {d.Decision.Score} {d.Decision.ScoreThreshold}" : row.ToString());
}

return 0;
