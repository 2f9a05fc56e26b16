using System.Text.Json;
using Forerun.Calibrating;

namespace Forerun.Ledgers;

/// <summary>The move of an edge as a line of a file, and back.</summary>
internal static class MoveJson
{
    public static void Write(Utf8JsonWriter json, MoveRow row)
    {
        var numbers = row.Numbers;
        json.WriteString("upstream", row.Upstream);
        json.WriteString("downstream", row.Downstream);
        json.WriteString("from", Words.Of(row.From.Stage));
        json.WriteNumber("from_share", row.From.Share);
        json.WriteString("to", Words.Of(row.To.Stage));
        json.WriteNumber("to_share", row.To.Share);
        json.WriteString("why", Words.Of(row.Why));
        json.WriteNumber("decisions", numbers.Decisions);
        json.WriteNumber("hits", numbers.Hits);
        json.WriteNumber("said", numbers.Said);
        json.WriteNumber("paying", numbers.Paying);
        json.WriteNumber("paying_hits", numbers.PayingHits);
        json.WriteNumber("needed", numbers.Needed);
        json.WriteNumber("brier", numbers.Brier);
        json.WriteNumber("before_decisions", numbers.BeforeDecisions);
        json.WriteNumber("before_hits", numbers.BeforeHits);
        json.WriteNumber("before_brier", numbers.BeforeBrier);
        RowWriter.Number(json, "reference", numbers.Reference);
        json.WriteNumber("drift", numbers.Drift);
        json.WriteNumber("bets", numbers.Bets);
        json.WriteNumber("won_usd", numbers.Won);
        json.WriteNumber("lost_usd", numbers.Lost);
        json.WriteNumber("down_usd", numbers.Down);
    }

    public static MoveRow Read(Tags tags, TimeSpan at, RowFields row) => new(
        tags, at, row.Text("upstream"), row.Text("downstream"), new Stand(row.Word<Stage>("from"), row.Number("from_share")),
        new Stand(row.Word<Stage>("to"), row.Number("to_share")), row.Word<MoveReason>("why"),
        new MoveNumbers(
            row.Whole("decisions"), row.Whole("hits"), row.Number("said"), row.Whole("paying"), row.Whole("paying_hits"), row.Number("needed"), row.Number("brier"), row.Whole("before_decisions"),
            row.Whole("before_hits"), row.Number("before_brier"), row.OptionalNumber("reference"), row.Number("drift"), row.Whole("bets"),
            row.Number("won_usd"), row.Number("lost_usd"), row.Number("down_usd")));
}
