using Forerun.Ledgers;
using Forerun.Running;
using Forerun.Testing;

namespace Forerun.Tests.Laws;

/// <summary>A run is its events: a new machine, fed with its journal, gives the same commands and writes the same rows.</summary>
public class DeterminismLaws
{
    [Fact]
    public void Machine_FedWithAJournal_GivesTheSameCommandsAndRows() => Seeds.Check(300, seed =>
    {
        var scenario = new Scenario(seed).Turning();
        List<RunEvent[]> journal = [];
        var first = scenario.Play(journal: journal);
        var world = new ScriptedWorld(seed, scenario.World);
        var ledger = new MemoryLedger();
        var machine = new RunMachine(scenario.Program, scenario.Policy(), scenario.Options(world, ledger, scenario.Taught()));
        var (asked, lessons) = (new List<string>(), 0);
        foreach (var events in journal)
        {
            var commands = machine.Step(events);
            asked.AddRange(commands.Where(c => c.Kind == CommandKind.Start).Select(c => c.Attempt!.Call.ToString()));
            lessons += commands.Count(c => c.Kind == CommandKind.Learn);
        }

        Assert.Equal(first.Run.Options.Learned.Depths.Snapshot().Sum(d => d.Lessons), lessons);
        Assert.Equal(first.Attempts.Select(a => a.ToString()), machine.Attempts.Select(a => a.ToString()));
        Assert.Equal(first.Attempts.Select(a => a.Call.ToString()), asked);
        Assert.Equal(first.Ledger.Rows.Select(Text), ledger.Rows.Select(Text));
        Assert.Equal(first.Result.ToString(), machine.Result?.ToString());
    });

    [Fact]
    public void Run_PlayedTwice_IsTheSame() => Seeds.Check(200, seed =>
    {
        var scenario = new Scenario(seed).Turning();
        Assert.Equal(scenario.Play().Ledger.Rows.Select(Text), scenario.Play().Ledger.Rows.Select(Text));
    });

    private static string Text(LedgerRow row) =>
        row is DecisionRow decision ? $"{decision} {string.Join(',', decision.Slots)} {string.Join(',', decision.Guesses)}" : row.ToString();
}
