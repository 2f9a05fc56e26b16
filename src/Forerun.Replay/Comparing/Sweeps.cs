using Forerun.Pricing;

namespace Forerun.Replay.Comparing;

/// <summary>What a sweep turns.</summary>
internal enum Knob
{
    /// <summary>alpha.</summary>
    Dial,

    /// <summary>lambda.</summary>
    ValueOfTime,
}

/// <summary>One point of a sweep, to be replayed.</summary>
internal sealed record Swept(Knob Knob, string Policy, decimal At, ReplayOptions Options);

/// <summary>The same policies at other dials and other values of time.</summary>
internal static class Sweeps
{
    private static readonly decimal[] Dials = [0, 0.25m, 0.5m, 0.75m, 1];
    private static readonly decimal[] Factors = [0.1m, 0.3m, 1, 3];

    public static IReadOnlyList<Swept> Of(CompareOptions options, IReadOnlyList<string> policies)
    {
        var turned = policies.Where(Lineup.HasDial).ToList();
        List<Swept> sweeps = [];
        if (options.DialSweep)
            sweeps.AddRange(turned.SelectMany(p => Dials.Select(dial => new Swept(Knob.Dial, p, dial, options.Replay with { Dial = dial, Target = null }))));
        if (options.ValueSweep && options.Replay.ValueOfTime.Amount > 0)
            sweeps.AddRange(turned.SelectMany(p => Factors
                .Select(factor => factor * options.Replay.ValueOfTime.Amount)
                .Select(value => new Swept(Knob.ValueOfTime, p, value, options.Replay with { ValueOfTime = new Usd(value) }))));
        return sweeps;
    }

    public static IReadOnlyList<SweepPoint> Points(IReadOnlyList<Swept> sweeps, Knob knob, IEnumerable<Played> played, Played sequential) =>
        [.. sweeps.Zip(played).Where(s => s.First.Knob == knob).Select(s => Point(s.First, s.Second, sequential))];

    private static SweepPoint Point(Swept at, Played played, Played sequential)
    {
        var worth = at.Options.ValueOfTime.Amount * (sequential.Seconds - played.Seconds);
        return new SweepPoint(at.Policy, at.At, played.Seconds, played.Usd, worth - (played.Usd - sequential.Usd));
    }
}
