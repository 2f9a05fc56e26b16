using Forerun.Calibrating;
using Forerun.Deciding;
using Forerun.Effects;

namespace Forerun.Ledgers;

/// <summary>Reads a decision back. Its derived numbers are not read: they follow.</summary>
internal static class DecisionReader
{
    public static DecisionRow Read(Tags tags, TimeSpan at, RowFields row) => new(
        tags, at, row.List("slots"), row.Text("edge"), row.List("guesses"), new Decision
        {
            Phase = row.Word<Phase>("phase"),
            Terms = new Terms(
                row.Number("probability"), row.Time("saved_seconds"), row.Money("cost_usd"), row.Money("guess_price_usd"),
                row.Money("value_of_time"), row.Number("dial")),
            Admission = row.Word<Admission>("admission"),
            Enabled = row.Flag("enabled"),
            WithinAllowance = row.Flag("within_allowance"),
            Grace = row.Flag("grace"),
            IsRefused = row.Flag("refused"),
            Measure = row.OptionalText("measure"),
            Score = row.Number("score"),
            ScoreThreshold = row.Number("score_threshold"),
            Verdict = row.Word<Verdict>("verdict"),
            Planned = row.OptionalWord<Verdict>("planned"),
            Reason = row.Word<Reason>("reason"),
            PriceBook = row.OptionalText("price_book"),
            Quantile = row.Has("quantile") ? row.OptionalNumber("quantile") : null,
            HeldBack = row.Has("held_back_by") ? new Stand(row.Word<Stage>("held_back_by"), row.Number("stage_share")) : null,
            Tier = row.Has("tier") ? row.Whole("tier") : 1,
            Forget = row.Has("forget") ? row.OptionalNumber("forget") : null,
        });
}
