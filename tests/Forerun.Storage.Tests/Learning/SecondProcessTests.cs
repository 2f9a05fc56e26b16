using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Policies.BranchBeam;
using Forerun.Policies.CostAware;
using Forerun.Policies.Dsp;
using Forerun.Policies.Forerun;
using Forerun.Policies.Sherlock;
using Forerun.Policies.SpeculativeActions;
using Forerun.Storage.Learning;
using Forerun.Testing;

namespace Forerun.Storage.Tests.Learning;

/// <summary>Whoever opens the file after another has saved to it decides as that one would have.</summary>
public class SecondProcessTests : Scratch
{
    private static readonly Dictionary<string, Func<IPolicy>> Policies = new()
    {
        ["cost-aware"] = static () => new CostAwarePolicy(),
        ["forerun"] = static () => new ForerunPolicy(),
        ["branch-beam"] = static () => new BranchBeamPolicy(),
        ["speculative-actions"] = static () => new SpeculativeActionsPolicy(3, isSelective: true),
        ["sherlock"] = static () => new SherlockPolicy(),
        ["dsp"] = static () => new DspPolicy(new DspOptions { Offset = 1 }),
    };

    public static TheoryData<string, int> Cases => [.. Policies.Keys.SelectMany(p => Enumerable.Range(1, 4), (p, seed) => (p, seed))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Open_OfWhatAnotherHasSaved_GuessesAndDecidesTheSame(string policy, int seed)
    {
        var program = seed % 2 == 0 ? RandomPrograms.DagOf(seed) : RandomPrograms.LoopOf(seed);
        var first = LearnedStore.Open(File);
        var taught = Lessons.Teach(first.Of("a"), program, 1, 8, Policies[policy]);
        Assert.True(first.TrySave());

        var second = LearnedStore.Open(File);
        Assert.Null(second.Fault);
        Assert.Equal(Lessons.Known(first.Of("a")), Lessons.Known(second.Of("a")));
        var (one, other) = (Go(first), Go(second));
        Assert.Equal(one, other);
        Assert.Equal(Lessons.Known(first.Of("a")), Lessons.Known(second.Of("a")));
        var fresh = LearnedStore.Open(PathOf("fresh.db"));
        if (taught.OfType<DecisionRow>().Any()) Assert.NotEqual(Go(fresh), other); // what was learned makes a difference, so its loss would show

        IReadOnlyList<LedgerRow> Go(LearnedStore store) => Lessons.Teach(store.Of("a"), program, 20, 5, Policies[policy]);
    }

    [Fact]
    public void TrySave_AgainAndAgain_KeepsAllThatWasLearned()
    {
        var first = LearnedStore.Open(File);
        for (var i = 0; i < 5; i++)
        {
            Lessons.Teach(first.Of("a"), RandomPrograms.LoopOf(3), 1 + (4 * i), 4, Policies["forerun"]);
            Lessons.Teach(first.Of(null), RandomPrograms.LoopOf(3), 1 + (4 * i), 2, Policies["dsp"]);
            Assert.True(first.TrySave());
        }

        var second = LearnedStore.Open(File);
        Assert.Equal(Lessons.Known(first.Of("a")), Lessons.Known(second.Of("a")));
        Assert.Equal(Lessons.Known(first.Of(null)), Lessons.Known(second.Of(null)));
        Assert.NotEmpty(second.Of("a").Memory.Contexts.Snapshot());
        Assert.NotEmpty(second.Of(null).Depths.Snapshot());
    }
}
