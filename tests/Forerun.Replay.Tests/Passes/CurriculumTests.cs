using Forerun.Ledgers;
using Forerun.Replay.Generating;
using Forerun.Replay.Passes;
using Forerun.Traces;

namespace Forerun.Replay.Tests.Passes;

public class CurriculumTests
{
    [Fact]
    public void All_LeavingOutTheTask_ReplaysEachRunAsIfTrainedForItAlone()
    {
        var trace = new Trace { Name = "plans", Runs = [.. PlanGenerator.Generate(new PlanOptions { Runs = 9, Tasks = 3 }, 1)] };
        var together = new MemoryLedger();
        Replay(trace, new ReplayOptions { LeaveOutTask = true }, together);

        foreach (var run in trace.Runs)
        {
            var alone = new MemoryLedger();
            var others = trace with { Runs = [.. trace.Runs.Where(r => r.Task != run.Task)] };
            Replay(trace with { Runs = [run] }, new ReplayOptions { Train = others }, alone);

            Assert.NotEmpty(alone.Rows);
            Assert.Equal(Lines(alone, run), Lines(together, run));
        }
    }

    private static void Replay(Trace trace, ReplayOptions options, ILedger ledger) =>
        Curriculum.All(trace, options, options.Policy, ledger, () => { }, default);

    private static List<string> Lines(MemoryLedger ledger, TraceRun run) =>
        [.. ledger.Rows.Where(r => r.Tags.Run == run.Run).Select(r => r is DecisionRow d ? $"{d} {string.Join(',', d.Guesses)}" : $"{r}")];
}
