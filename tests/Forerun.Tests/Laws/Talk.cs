using Forerun.Ledgers;
using Forerun.Running;
using Forerun.Running.Shelving;
using Forerun.Running.VirtualTime;
using Forerun.Testing;

namespace Forerun.Tests.Laws;

/// <summary>
/// Runs of one program against one world, one after the other or at once, that share what they have paid for and not used. All but the
/// last are given up at some time, as people do who ask again: that is what leaves something on the shelf.
/// </summary>
internal sealed record Talk(Scenario Scenario, int Runs)
{
    /// <summary>Whether each run waits for the one before to be settled.</summary>
    public bool InTurn { get; init; } = true;

    /// <summary>Whether what is not used is kept for the next run.</summary>
    public bool Shares { get; init; } = true;

    public Func<int, Tags> TagsOf { get; init; } = i => new Tags($"turn-{i}", "talk", "test", "acme", "talk");

    public static Talk Of(int seed) => new(
        new Scenario(seed)
        {
            Program = TalkPrograms.Of(seed),
            Policy = seed % 3 == 0 ? () => new ChaosPolicy(seed) : () => new EagerPolicy(),
            World = new WorldOptions { Changing = true, Transient = 0.1 },
            Predictor = new PredictorOptions { Right = seed % 2 == 0 ? 0.95 : 0.6, Bought = seed % 5 == 0 ? 0.3 : 0 },
            Settings = Scenario.SettingsOf(Draws.Of(seed, "settings")) with { Enabled = true },
        },
        4);

    /// <summary>The same where no effect changes what is read.</summary>
    public Talk InASteadyWorld() => this with
    {
        Scenario = Scenario with { World = new WorldOptions { Transient = 0.1 } },
    };

    public TalkPlayed Play()
    {
        var clock = new VirtualClock();
        // Without a clock effects take hold when they begin, so that one that is given up takes hold, too; but tries need a clock.
        var world = new ScriptedWorld(Scenario.Seed, Scenario.World with { Retried = 0 });
        var shelf = Shares ? new OuterShelf() : null;
        var learned = Scenario.Taught();
        var played = new TalkPlayed(world, shelf, [], [], []);
        var draws = Draws.Of(Scenario.Seed, "talk");
        var patience = Enumerable.Range(0, Runs).Select(_ => draws.Seconds(1, 15)).ToList();
        for (var i = 0; i < Runs; i++)
        {
            var number = i;
            if (InTurn)
            {
                Begin(number);
                clock.Run();
            }
            else
            {
                clock.At(draws.Seconds(0, 30), () => Begin(number));
            }
        }

        clock.Run();
        return played;

        void Begin(int number)
        {
            var ledger = new Watching(world, played);
            var options = Scenario.Options(world, ledger, learned) with { Tags = TagsOf(number), Began = Scenario.Began + clock.Now };
            var run = new VirtualRun(clock, Scenario.Program, Scenario.Policy(), options, world, shelf: shelf) { Journal = [] };
            played.Runs.Add(run);
            played.Ledgers.Add(ledger.Rows);
            if (number < Runs - 1) run.PostAt(patience[number], EventKind.Aborted);
        }
    }

    /// <summary>A ledger that looks at the world at the moment of an adoption.</summary>
    private sealed class Watching(ScriptedWorld world, TalkPlayed played) : ILedger
    {
        public MemoryLedger Rows { get; } = new();

        public void Append(LedgerRow row)
        {
            Rows.Append(row);
            if (row is not AdoptionRow adoption) return;
            var attempt = played.Of(adoption.Tags.Run).Machine.Attempts[adoption.Attempt - 1];
            played.Adoptions.Add((adoption, Equals(attempt.Output, world.OutputOf(attempt.Call))));
        }
    }
}

/// <summary>Runs that are over.</summary>
internal sealed record TalkPlayed(
    ScriptedWorld World, OuterShelf? Shelf, List<VirtualRun> Runs, List<MemoryLedger> Ledgers, List<(AdoptionRow Row, bool IsTrue)> Adoptions)
{
    public VirtualRun Of(string run) => Runs.Single(r => r.Machine.Run == run);

    public RunResult ResultOf(int run) => Runs[run].Machine.Result ?? throw new InvalidOperationException($"Run {run} did not settle.");

    public IEnumerable<AttemptRow> Charges => Ledgers.SelectMany(l => l.Rows.OfType<AttemptRow>());

    /// <summary>USD by the ledgers, tries that failed included.</summary>
    public decimal Spent => Charges.Sum(c => c.Cost?.Amount ?? 0) + Ledgers.SelectMany(l => l.Rows.OfType<TryRow>()).Sum(t => t.Cost?.Amount ?? 0);
}
