using Forerun.Effects;
using Forerun.Running.Attempts;
using Forerun.Testing;

namespace Forerun.Tests.Laws;

/// <summary>Law 2: what may not run on a guess never begins before the real world asks; staged effects leave once, when asked for.</summary>
public class NoEffectForAGuessLaws
{
    [Fact]
    public void Inadmissible_WithAnyBets_BeginsOnlyForTheRealWorld() => Seeds.Check(500, seed =>
    {
        var played = Chaotic(seed).Play();
        var started = played.World.Calls.Where(c => c.Operation.Admission == Admission.Inadmissible).ToList();
        var begun = played.World.Begun.Where(c => c.Operation.Admission == Admission.Inadmissible).Concat(
            started.Where(c => c.Operation.Effect == Effect.None)).ToList();
        Assert.Equal(begun.Count, started.Count);
        Assert.All(
            played.Attempts.Where(a => a.Call.Operation.Admission == Admission.Inadmissible),
            a => Assert.True(a.IsAuthoritative, $"{a} ran on a guess"));
    });

    [Fact]
    public void Staged_WithAnyBets_LeavesOnceWhenAskedForInOrder() => Seeds.Check(500, seed =>
    {
        var played = Chaotic(seed).Play();
        var asked = played.Attempts
            .Where(a => a.IsAuthoritative && a.Call.Operation.Effect == Effect.Staged && a.State == AttemptState.Finished)
            .Select(a => a.Call.Key).ToHashSet();
        Assert.Equal(played.World.Committed.Select(c => c.Key), played.World.Committed.Select(c => c.Key).Distinct());
        Assert.All(played.World.Committed, c => Assert.Contains(c.Key, asked));
        Assert.Equal((Chaotic(seed) with { Disturbances = [] }).Sequential().World.Committed.Select(c => c.Key), played.World.Committed.Select(c => c.Key));
    });

    private static Scenario Chaotic(int seed) => new Scenario(seed)
    {
        Policy = () => new ChaosPolicy(seed), Predictor = new PredictorOptions { Right = 0.8, Garbage = seed % 3 * 0.2, Bought = seed % 4 * 0.25 },
    }.Turning();
}
