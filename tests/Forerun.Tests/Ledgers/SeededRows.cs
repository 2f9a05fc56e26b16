using Forerun.Calibrating;
using Forerun.Deciding;
using Forerun.Effects;
using Forerun.Ledgers;
using Forerun.Pricing;

namespace Forerun.Tests.Ledgers;

/// <summary>Rows of every kind with every field drawn from a seed.</summary>
internal sealed class SeededRows(int seed)
{
    private readonly Random random = new(seed);

    public LedgerRow Next() => random.Next(10) switch
    {
        0 => new AttemptRow(
            Tags(), Time(), random.Next(), Text(), Text(), Maybe(Text), Text(), Any<Standing>(), Any<AttemptEnd>(), Time(), Maybe(Usage),
            Share(), random.Next(3) == 0 ? null : Money(), Text()),
        1 => new BetRow(Tags(), Time(), random.Next(), Any<Outcome>(), Time()),
        2 => new SettingsRow(Tags(), Time(), Share(), Money(), Chance(), Text()),
        5 => new AdoptionRow(
            Tags(), Time(), random.Next(), Text(), Text(), Text(), Text(), random.Next(), random.Next(3) == 0 ? null : Money(), Time()),
        3 => new RunRow(Tags(), Time(), Any<RunEnd>(), Chance() ? Time() : null, Money(), Maybe(Text))
        {
            Began = Chance() ? DateTimeOffset.UnixEpoch + Time() : null, Waited = Chance() ? Time() : null, WithoutBets = Chance() ? Time() : null,
            Adopted = Chance() ? [.. Enumerable.Range(0, random.Next(4)).Select(_ => random.Next())] : null,
        },
        4 => new TryRow(Tags(), Time(), random.Next(), random.Next(), Text(), Maybe(Text), Text(), Maybe(Usage), Chance() ? Money() : null, Text()),
        6 => new MoveRow(
            Tags(), Time(), Text(), Text(), Stand(), Stand(), Any<MoveReason>(),
            new(random.Next(), random.Next(), Share(), random.Next(), random.Next(), Share(), Share(), random.Next(), random.Next(), Share(), Chance() ? Share() : null, Share(), random.Next(),
                Money().Amount, Money().Amount, Money().Amount)),
        7 => new AimRow(Tags(), Time(), Text(), new(Share(), Chance()), new(Share(), Chance()), Share(), Share()),
        _ => Decision(),
    };

    public DecisionRow Decision() => new(Tags(), Time(), List(), Text(), List(), new Decision
    {
        Phase = Any<Phase>(),
        Terms = new Terms(Terms.Round(random.NextDouble()), Time(), Money(), Chance() ? Money() : Usd.Zero, Money(), Share()),
        Admission = Any<Admission>(),
        Enabled = random.Next(5) > 0,
        WithinAllowance = random.Next(5) > 0,
        IsRefused = random.Next(5) == 0,
        Grace = random.Next(5) == 0,
        Measure = Maybe(Text),
        Score = Money().Amount,
        ScoreThreshold = Money().Amount,
        Planned = Chance() ? Any<Verdict>() : null,
        Reason = Any<Reason>(),
        PriceBook = Maybe(Text),
        HeldBack = random.Next(5) == 0 ? Stand() : null,
        Quantile = Chance() ? 0.25m : null,
        Forget = Chance() ? 0.95m : null,
    }.Judged());

    private Stand Stand() => new(Any<Stage>(), Share());

    private Tags Tags() => new(Text(), Text(), Text(), Maybe(Text), Maybe(Text));

    private TokenUsage Usage() => new(Count(), Count(), Count(), Count(), Count());

    private long? Count() => Chance() ? random.NextInt64() : null;

    private TimeSpan Time() => new(random.NextInt64(TimeSpan.TicksPerDay) >> random.Next(40));

    // All the digits that a decimal has, from next to nothing to thousands.
    private Usd Money() => random.Next(8) == 0
        ? Usd.Zero
        : new(new decimal(random.Next(), random.Next(), random.Next(1 << random.Next(20)), false, (byte)random.Next(16, 29)));

    private decimal Share() => Terms.Round(random.NextDouble() * random.Next(0, 3));

    private string Text() =>
        string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => "aZ0 :\"\\\n\té→漢\u0001"[random.Next(13)]));

    private List<string> List() => [.. Enumerable.Range(0, random.Next(4)).Select(_ => Text())];

    private bool Chance() => random.Next(2) == 0;

    private T? Maybe<T>(Func<T> make)
        where T : class => Chance() ? make() : null;

    private T Any<T>()
        where T : struct, Enum => Enum.GetValues<T>()[random.Next(Enum.GetValues<T>().Length)];
}
