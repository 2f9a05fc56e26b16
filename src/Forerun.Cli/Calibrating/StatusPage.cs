using System.Globalization;
using System.Text.Json;
using Forerun.Aiming;
using Forerun.Calibrating;
using Forerun.Cli.Demo.Showing;
using Forerun.Cli.Output;
using Forerun.Pricing;
using Forerun.Running;
using Spectre.Console;

namespace Forerun.Cli.Calibrating;

/// <summary>Where edges stand, and the dials of targets, for people and for scripts.</summary>
internal static class StatusPage
{
    public static void Write(Terminal terminal, Learned learned)
    {
        Write(terminal, learned.Calibration.Snapshot());
        foreach (var aim in learned.Aims.Snapshot()) Wrapped.Write(terminal, "", FrontWords.Of(aim));
        foreach (var front in learned.Aims.Fronts()) Wrapped.Write(terminal, "", FrontWords.Of(front));
    }

    public static void WriteJson(TextWriter output, Learned learned) => OneObject.Write(output, json =>
    {
        WriteJson(json, learned.Calibration.Snapshot());
        json.WriteStartArray("targets");
        foreach (var aim in learned.Aims.Snapshot()) Write(json, aim);
        json.WriteEndArray();
        WriteJson(json, learned.Aims.Fronts());
    });

    private static void Write(Terminal terminal, IReadOnlyList<StageState> edges)
    {
        if (edges.Count == 0)
        {
            terminal.Out.WriteLine("No edge was seen yet. Recorded runs show them: forerun calibrate replay TRACE");
            return;
        }

        var seen = edges.Where(e => e.Moves > 0 || e.Seen.Decisions > 0).ToList();
        if (seen.Count > 0) Draw(terminal, seen);
        Tell(terminal, edges);
    }

    /// <summary>Those that were moved, or that live runs have seen; of all others there is no more to say than what they lack.</summary>
    private static void Draw(Terminal terminal, List<StageState> edges)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("workflow").AddColumn("edge").AddColumn("stage");
        foreach (var name in (string[])["seen", "right", "needed", "Brier", "drift", "bets", "won", "lost"]) table.AddColumn(new TableColumn(name).RightAligned());
        foreach (var e in edges)
        {
            var all = e.Before + e.Seen;
            table.AddRow([.. ((string[])
                [e.Edge.Workflow, e.Edge.ToString(), e.Stand.ToString(), $"{e.Seen.Decisions:N0}", Share(all.Paying, all.PayingRate), Share(all.Paying, all.BreakEven),
                    all.Decisions == 0 ? "-" : all.Brier.ToString("F3", CultureInfo.InvariantCulture), Drift(e), $"{e.Bets:N0}", new Usd(e.Won).ToString(), new Usd(e.Lost).ToString()])
                .Select(c => new Text(c))]);
        }

        Tables.Write(terminal, table);
        Wrapped.Write(terminal, "", "seen: decisions in this stage whose truth is known. right, needed: how often guesses on which a bet pays were right, and have to be (P*). "
            + $"drift: the sum of the drift test, of {DriftTest.Threshold.ToString("F1", CultureInfo.InvariantCulture)} at which the edge goes back to shadow. Where edges enter at once, those that are offline are bet on.");
    }

    /// <summary>Where each edge stands and what it lacks, a sentence each.</summary>
    public static void Tell(Terminal terminal, IEnumerable<StageState> edges)
    {
        foreach (var edge in edges) Wrapped.Write(terminal, "- ", Lacking.Sentence(edge));
    }

    public static void WriteJson(Utf8JsonWriter json, IReadOnlyList<StageState> edges)
    {
        json.WriteStartArray("edges");
        foreach (var edge in edges) Write(json, edge);
        json.WriteEndArray();
    }

    public static void WriteJson(Utf8JsonWriter json, IReadOnlyList<Front> fronts)
    {
        json.WriteStartArray("fronts");
        foreach (var front in fronts) Write(json, front);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, StageState e)
    {
        var all = e.Before + e.Seen;
        json.WriteStartObject();
        json.WriteString("workflow", e.Edge.Workflow);
        json.WriteString("edge", e.Edge.ToString());
        json.WriteString("stage", e.Stage.ToString().ToLowerInvariant());
        json.WriteNumber("share", e.Stand.Share);
        json.WriteNumber("moves", e.Moves);
        json.WriteNumber("decisions", e.Seen.Decisions);
        json.WriteNumber("paying", all.Paying);
        json.Number("right", all.Paying == 0 ? null : all.PayingRate);
        json.Number("needed", all.Paying == 0 ? null : all.BreakEven);
        json.Number("brier", all.Decisions == 0 ? null : all.Brier);
        json.Number("reference", e.Reference);
        json.Number("drift", e.Drift);
        json.Number("drift_threshold", DriftTest.Threshold);
        json.WriteNumber("bets", e.Bets);
        json.WriteNumber("won_usd", e.Won);
        json.WriteNumber("lost_usd", e.Lost);
        json.WriteNumber("down_usd", e.Down);
        json.WriteBoolean("admissible", !e.IsInadmissible);
        json.WriteStartArray("lacks");
        foreach (var lack in Lacking.Of(e)) json.WriteStringValue(lack);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AimState aim)
    {
        json.WriteStartObject();
        json.WriteString("workflow", aim.Workflow);
        json.WriteString("target", aim.Target.ToString());
        json.WriteNumber("dial", aim.Heading.Dial);
        json.WriteBoolean("held", aim.Heading.IsHeld);
        json.WriteNumber("runs", aim.Runs);
        json.WriteNumber("seen_percent", aim.SeenPercent);
        json.WriteNumber("bound_percent", aim.BoundPercent);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Front front)
    {
        json.WriteStartObject();
        json.WriteString("workflow", front.Workflow);
        json.WriteString("policy", front.Policy);
        json.WriteNumber("runs", front.Runs);
        json.WriteStartArray("points");
        foreach (var point in front.Points)
        {
            json.WriteStartObject();
            json.WriteNumber("dial", point.Dial);
            json.WriteNumber("extra_usd_percent", point.ExtraPercent);
            json.WriteNumber("median_seconds", point.Seconds[49]);
            json.WriteNumber("p95_seconds", point.Seconds[94]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Share(int of, double share) => of == 0 ? "-" : $"{(100 * share).ToString("F1", CultureInfo.InvariantCulture)} %";

    private static string Drift(StageState e) => e.Reference is null ? "-" : e.Drift.ToString("F1", CultureInfo.InvariantCulture);
}
