using System.Text.Json;
using Forerun.Files;
using Forerun.Pricing;

namespace Forerun.Ledgers;

/// <summary>Reads rows back as they were written.</summary>
internal static class RowReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static IEnumerable<LedgerRow> Rows(string path)
    {
        using var reader = Open(path);
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line)) yield return Row($"'{path}', line {number}", number, line);
        }
    }

    private static StreamReader Open(string path)
    {
        if (Directory.Exists(path)) throw new LedgerException($"'{path}' is a folder, not a ledger file.");
        try
        {
            return new StreamReader(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new LedgerException($"There is no ledger '{path}'.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new LedgerException($"The ledger '{path}' can't be read: {e.Message}", e);
        }
    }

    public static LedgerRow Row(string where, int? number, string line)
    {
        try
        {
            using var row = JsonDocument.Parse(line, Strict);
            if (row.RootElement.ValueKind != JsonValueKind.Object) throw new JsonException("a row is a JSON object");
            if (!row.RootElement.TryGetProperty("kind", out _) && !row.RootElement.TryGetProperty("at_seconds", out _))
                throw new JsonException("a row has \"kind\" and \"at_seconds\", so this is no ledger; name a file that --ledger has written");
            return Row(new RowFields(row.RootElement));
        }
        catch (Exception e) when (e is JsonException or BadFieldException)
        {
            var fault = e is JsonException json ? $"this is not a row: {JsonReason.Of(json)}" : e.Message;
            throw new LedgerException($"{where}: {fault}.", e) { Line = number };
        }
    }

    private static LedgerRow Row(RowFields row)
    {
        var tags = new Tags(
            row.Text("run"), row.Text("workflow"), row.Text("policy"), row.OptionalText("tenant"), row.OptionalText("conversation"));
        var at = row.Time("at_seconds");
        return row.Text("kind") switch
        {
            "decision" => DecisionReader.Read(tags, at, row),
            "attempt" => Attempt(tags, at, row),
            "try" => Try(tags, at, row),
            "adoption" => new AdoptionRow(
                tags, at, row.Whole("attempt"), row.Text("slot"), row.Text("operation"), row.Text("key"), row.Text("paid_by"),
                row.Whole("paid_attempt"), row.OptionalNumber("paid_usd") is { } paid ? new Usd(paid) : null, row.Time("age_seconds")),
            "bet" => new BetRow(tags, at, row.Whole("attempt"), row.Word<Outcome>("outcome"), row.Time("saved_seconds")) { Tier = row.Has("tier") ? row.Whole("tier") : 1 },
            "settings" => new SettingsRow(
                tags, at, row.Number("dial"), row.Money("value_of_time"), row.Flag("enabled"), row.Text("price_book")),
            "run" => new RunRow(
                tags, at, row.Word<RunEnd>("end"), row.OptionalTime("answered_at_seconds"), row.Money("cost_usd"),
                row.OptionalText("detail"))
            {
                Began = row.Has("began") ? row.Moment("began") : null,
                Waited = row.Has("waited_seconds") ? row.Time("waited_seconds") : null,
                WithoutBets = row.Has("without_bets_seconds") ? row.Time("without_bets_seconds") : null,
                Adopted = row.Has("adopted") ? row.Wholes("adopted") : null,
            },
            "aim" => new AimRow(
                tags, at, row.Text("target"), new(row.Number("from_dial"), row.Flag("from_held")), new(row.Number("dial"), row.Flag("held")),
                row.Number("seen_percent"), row.Number("bound_percent")),
            "move" => MoveJson.Read(tags, at, row),
            _ => throw new BadFieldException("kind", "must be one of decision, attempt, try, adoption, bet, settings, run, move, aim"),
        };
    }

    private static AttemptRow Attempt(Tags tags, TimeSpan at, RowFields row) => new(
        tags, at, row.Whole("attempt"), row.Text("slot"), row.Text("operation"), row.OptionalText("model"), row.Text("key"),
        row.Word<Standing>("standing"), row.Word<AttemptEnd>("end"), row.Time("started_at_seconds"), Usage(row.Object("usage")),
        row.Number("fraction"), Cost(row), row.Text("price_book"));

    private static TryRow Try(Tags tags, TimeSpan at, RowFields row) => new(
        tags, at, row.Whole("attempt"), row.Whole("number"), row.Text("operation"), row.OptionalText("model"), row.Text("why"),
        Usage(row.Object("usage")), Cost(row), row.Text("price_book"));

    private static Usd? Cost(RowFields row) => row.OptionalNumber("cost_usd") switch
    {
        null => null,
        < 0 => throw new BadFieldException("cost_usd", "must not be negative"),
        { } cost => new Usd(cost),
    };

    private static TokenUsage? Usage(RowFields? usage) => usage is not { } counts ? null : new TokenUsage(
        counts.Count("input_tokens"), counts.Count("output_tokens"), counts.Count("cached_input_tokens"),
        counts.Count("cache_write_tokens"), counts.Count("reasoning_tokens"));
}
