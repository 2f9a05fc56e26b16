using Forerun.Cli.Output;
using Forerun.Cli.Replaying;
using Forerun.Pricing;
using Forerun.Replay.Saving;

namespace Forerun.Cli.Saving;

/// <summary>Savings in sentences.</summary>
internal static class SavingsWords
{
    public static string Realised(Saved saved)
    {
        var bets = saved.Hits + saved.Misses + saved.Cancelled;
        var paid = $"Realised: {Counts.Of(saved.Runs, "run")}, {saved.WaitedSeconds:N1} s of waiting, {new Usd(saved.Usd)}; ";
        return paid + (bets == 0
            ? $"no bets, {new Usd(saved.GuessesUsd)} for guesses."
            : $"{Counts.Of(bets, "bet")}: {Counts.Of(saved.Hits, "hit")}, {saved.Misses:N0} missed, {saved.Cancelled:N0} cancelled; "
                + $"{new Usd(saved.WastedUsd)} and {saved.WastedSeconds:N1} s of calls were wasted, {new Usd(saved.GuessesUsd)} went on guesses.");
    }

    public static string Estimated(Saved saved, decimal valueOfTime)
    {
        var whole = saved.WithoutBetsSeconds ?? 0;
        var net = saved.NetValueUsd(valueOfTime);
        return $"Estimated: without bets {whole:N1} s and {new Usd(saved.WithoutBetsUsd)}; bets saved {saved.SavedSeconds:N1} s ({Phrases.Share(saved.SavedSeconds, whole)}) for "
            + $"{More(saved.ExtraUsd)} ({Phrases.Share(saved.ExtraUsd, saved.WithoutBetsUsd)}); at {Phrases.Rate(valueOfTime)} that is a net value of {new Usd(net)}.";
    }

    public static string Implied(Savings savings) => (savings.Implied, savings.ImpliedAtDialOne) switch
    {
        (null, null) => "The choices say nothing of the value of time: nobody chose, or all chose alike.",
        (null, var one) => $"With the dial at 1, somebody who chooses so values a second at {Between(one!.Value)}.",
        (var implied, null) => $"By these choices a second is worth {Between(implied!.Value)} at the dial in force.",
        var (implied, one) => $"By these choices a second is worth {Between(implied.Value)} at the dial in force; with the dial at 1, somebody who chooses so values it at {Between(one.Value)}.",
    };

    public static string Second(Saved saved) => saved.UsdPerSecond switch
    {
        > 0 => $"A second saved by bets cost {Exactly(new Usd(saved.UsdPerSecond.Value))}. The same calls with another model (what its answers are worth is not known):",
        null => "Bets saved no second. The same calls with another model (what its answers are worth is not known):",
        _ => "A second saved by bets cost nothing. The same calls with another model (what its answers are worth is not known):",
    };

    public static string More(decimal usd) => usd >= 0 ? $"{new Usd(usd)} more" : $"{new Usd(-usd)} less";

    public static string Faster(decimal percent) => percent < 100 ? $"{percent:N1} %" : "more than it takes";

    private static string Between((Usd Low, Usd High) range) =>
        Exactly(range.Low) is var low && Exactly(range.High) is var high && low == high ? low : $"{low} to {high}";

    private static string Exactly(Usd usd) => $"${decimal.Round(usd.Amount, 6):0.######}";
}
