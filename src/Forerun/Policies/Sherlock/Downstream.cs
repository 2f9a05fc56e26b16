using Forerun.Deciding;
using Forerun.Workflows;

namespace Forerun.Policies.Sherlock;

/// <summary>A call that could start on outputs that are being verified.</summary>
/// <param name="Bet">The bet that the verifiers change nothing.</param>
/// <param name="Before">Σ T_exec: how long the nodes between the unverified output and this one take.</param>
/// <param name="Verification">T_verify: how long the verification takes that the real world waits for; of several the longest.</param>
internal sealed record UnverifiedNode(Bet Bet, TimeSpan Before, TimeSpan Verification)
{
    /// <summary>Whether the depth allows it: Σ T_exec &lt; T_verify.</summary>
    public bool IsInTime => Before < Verification;
}

/// <summary>What is downstream of the outputs that are being verified, nearest first.</summary>
internal static class Downstream
{
    /// <summary>
    /// The nodes whose inputs are there, if what is being verified stays as it is; downstream of these, verifiers that check what a
    /// speculated node has returned are taken to change nothing either.
    /// </summary>
    public static List<UnverifiedNode> Of(ISituation situation, MatchRates rates)
    {
        List<UnverifiedNode> nodes = [];
        var world = situation.Real;
        for (var open = situation.Pending; open.Count > 0;)
        {
            var before = world;
            foreach (var call in open)
                foreach (var reading in situation.ReadingsOf(call.Slot))
                    if (rates.Unchanged(situation, world, call, reading) is { } guess) world = situation.Suppose(world, guess);
            var due = DueSince(before, world);
            foreach (var (call, at) in due)
                if (NodeOf(situation, call, at) is { } node) nodes.Add(node);
            open = [.. due.Select(d => d.Call)];
        }

        return nodes;
    }

    private static List<(Call Call, World World)> DueSince(World before, World world)
    {
        List<(Call, World)> due = [];
        for (var at = world; !ReferenceEquals(at, before); at = at.Before!)
            due.InsertRange(0, at.Due.Select(call => (call, at)));
        return due;
    }

    private static UnverifiedNode? NodeOf(ISituation situation, Call call, World world)
    {
        List<Guess> guesses = [];
        world.UnderAll(call, guesses);
        TimeSpan? verification = null;
        foreach (var guess in guesses)
        {
            if (situation.Real.Asked(guess.Reading.Slot) is not { } verifier || situation.ForecastOf(verifier.Operation) is not { } forecast) continue;
            if (verification is not { } longest || forecast.Duration > longest) verification = forecast.Duration;
        }

        return verification is { } known ? new UnverifiedNode(new Bet([call], guesses, world), Before(situation, world, call), known) : null;
    }

    /// <summary>What the nodes before a call take, from the unverified output on.</summary>
    private static TimeSpan Before(ISituation situation, World world, Call call)
    {
        var before = TimeSpan.Zero;
        foreach (var dependency in call.Reads)
            if (After(situation, world, dependency.Reading.Slot) is var after && after > before) before = after;
        return before;
    }

    /// <summary>When an output is there: a verifier's as soon as what it checks is, since nobody waits for its verdict.</summary>
    private static TimeSpan After(ISituation situation, World world, string slot)
    {
        if (situation.Real.Read(slot) is not null || world.Asked(slot) is not { } call) return TimeSpan.Zero;
        var before = Before(situation, world, call);
        return world.IsGuessed(slot) ? before : before + (situation.ForecastOf(call.Operation)?.Duration ?? TimeSpan.Zero);
    }
}
