using System.Text.Json;
using Forerun.Learning.Depth;

namespace Forerun.Tests.Learning.Depth;

public class DepthValuesTests
{
    [Fact]
    public void Restore_OfWhatWasKeptAsJson_SaysTheSameAndLearnsOnTheSame()
    {
        var one = new DepthValues();
        Teach(one, "plan", 60);
        var kept = JsonSerializer.Deserialize<List<DepthValueState>>(JsonSerializer.Serialize(one.Snapshot()))!;
        var other = new DepthValues();
        other.Restore(kept);
        Assert.Equal(Said(one, "plan"), Said(other, "plan"));
        Teach(one, "plan", 20);
        Teach(other, "plan", 20);
        Assert.Equal(Said(one, "plan"), Said(other, "plan"));
    }

    [Fact]
    public void Copy_LearnsOnByItself()
    {
        var one = new DepthValues();
        Teach(one, "plan", 10);
        var said = Said(one, "plan");
        Teach(one.Copy(), "plan", 10);
        Assert.Equal(said, Said(one, "plan"));
    }

    [Fact]
    public void Learn_OfOneWorkflow_SaysNothingOfAnother()
    {
        var values = new DepthValues();
        Teach(values, "plan", 10);
        Assert.NotEqual([1, 1, 1], Said(values, "plan"));
        Assert.Equal([1, 1, 1], Said(values, "other"));
    }

    [Fact]
    public void Restore_OfWhatIsNoneOfOurs_LeavesIt()
    {
        var values = new DepthValues();
        Teach(values, "plan", 10);
        var said = Said(values, "plan");
        var good = Assert.Single(values.Snapshot());
        values.Restore(
        [
            good with { Weights = new Dictionary<ulong, float>(good.Weights) { [7] = float.NaN } },
            good with { Chains = [[[]]] },
            good with { Chains = [[]] },
        ]);
        Assert.Equal(said, Said(values, "plan"));
    }

    private static void Teach(DepthValues values, string workflow, int lessons)
    {
        for (var i = 0; i < lessons; i++) values.Learn(workflow, new DepthLesson(Chains.Of($"task{i % 3}", 1 + (i % 3)), 0.5));
    }

    private static double[] Said(DepthValues values, string workflow) =>
        [.. Enumerable.Range(0, 3).Select(i => values.ServingOf(workflow).ValueOf(Chains.Of($"task{i}", 1).States[0]))];
}
