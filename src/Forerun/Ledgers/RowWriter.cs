using System.Text.Json;
using Forerun.Pricing;

namespace Forerun.Ledgers;

/// <summary>Writes a row as a JSON object: what it is, whose it is, when, then its own fields.</summary>
internal static class RowWriter
{
    public static void Write(Utf8JsonWriter json, LedgerRow row)
    {
        json.WriteStartObject();
        switch (row)
        {
            case DecisionRow decision:
                Head(json, "decision", row);
                DecisionWriter.Write(json, decision);
                break;
            case AttemptRow attempt:
                Head(json, "attempt", row);
                Attempt(json, attempt);
                break;
            case TryRow tried:
                Head(json, "try", row);
                Try(json, tried);
                break;
            case AdoptionRow adoption:
                Head(json, "adoption", row);
                Adoption(json, adoption);
                break;
            case BetRow bet:
                Head(json, "bet", row);
                json.WriteNumber("attempt", bet.Attempt);
                json.WriteString("outcome", Words.Of(bet.Outcome));
                json.WriteNumber("saved_seconds", Seconds(bet.Saved));
                if (bet.Tier > 1) json.WriteNumber("tier", bet.Tier);
                break;
            case SettingsRow settings:
                Head(json, "settings", row);
                json.WriteNumber("dial", settings.Dial);
                json.WriteNumber("value_of_time", settings.ValueOfTime.Amount);
                json.WriteBoolean("enabled", settings.Enabled);
                json.WriteString("price_book", settings.PriceBook);
                break;
            case RunRow run:
                Head(json, "run", row);
                Run(json, run);
                break;
            case AimRow aim:
                Head(json, "aim", row);
                Aim(json, aim);
                break;
            case MoveRow move:
                Head(json, "move", row);
                MoveJson.Write(json, move);
                break;
            default:
                throw new ArgumentException($"A row of type {row.GetType().Name} has no form in a file.", nameof(row));
        }

        json.WriteEndObject();
    }

    public static decimal Seconds(TimeSpan time) => time.Ticks / (decimal)TimeSpan.TicksPerSecond;

    public static void Number(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    private static void Head(Utf8JsonWriter json, string kind, LedgerRow row)
    {
        json.WriteString("kind", kind);
        json.WriteString("run", row.Tags.Run);
        json.WriteString("workflow", row.Tags.Workflow);
        json.WriteString("policy", row.Tags.Policy);
        json.WriteString("tenant", row.Tags.Tenant);
        json.WriteString("conversation", row.Tags.Conversation);
        json.WriteNumber("at_seconds", Seconds(row.At));
    }

    private static void Attempt(Utf8JsonWriter json, AttemptRow row)
    {
        json.WriteNumber("attempt", row.Attempt);
        json.WriteString("slot", row.Slot);
        json.WriteString("operation", row.Operation);
        json.WriteString("model", row.Model);
        json.WriteString("key", row.Key);
        json.WriteString("standing", Words.Of(row.Standing));
        json.WriteString("end", Words.Of(row.End));
        json.WriteNumber("started_at_seconds", Seconds(row.StartedAt));
        Usage(json, row.Usage);
        json.WriteNumber("fraction", row.Fraction);
        Number(json, "cost_usd", row.Cost?.Amount);
        json.WriteString("price_book", row.PriceBook);
    }

    private static void Try(Utf8JsonWriter json, TryRow row)
    {
        json.WriteNumber("attempt", row.Attempt);
        json.WriteNumber("number", row.Number);
        json.WriteString("operation", row.Operation);
        json.WriteString("model", row.Model);
        json.WriteString("why", row.Why);
        Usage(json, row.Usage);
        Number(json, "cost_usd", row.Cost?.Amount);
        json.WriteString("price_book", row.PriceBook);
    }

    private static void Adoption(Utf8JsonWriter json, AdoptionRow row)
    {
        json.WriteNumber("attempt", row.Attempt);
        json.WriteString("slot", row.Slot);
        json.WriteString("operation", row.Operation);
        json.WriteString("key", row.Key);
        json.WriteString("paid_by", row.PaidBy);
        json.WriteNumber("paid_attempt", row.PaidAttempt);
        Number(json, "paid_usd", row.Paid?.Amount);
        json.WriteNumber("age_seconds", Seconds(row.Age));
    }

    private static void Aim(Utf8JsonWriter json, AimRow row)
    {
        json.WriteString("target", row.Target);
        json.WriteNumber("from_dial", row.From.Dial);
        json.WriteBoolean("from_held", row.From.IsHeld);
        json.WriteNumber("dial", row.To.Dial);
        json.WriteBoolean("held", row.To.IsHeld);
        json.WriteNumber("seen_percent", row.SeenPercent);
        json.WriteNumber("bound_percent", row.BoundPercent);
    }

    private static void Usage(Utf8JsonWriter json, TokenUsage? usage)
    {
        if (usage is null)
        {
            json.WriteNull("usage");
            return;
        }

        json.WriteStartObject("usage");
        Number(json, "input_tokens", usage.InputTokens);
        Number(json, "output_tokens", usage.OutputTokens);
        Number(json, "cached_input_tokens", usage.CachedInputTokens);
        Number(json, "cache_write_tokens", usage.CacheWriteTokens);
        Number(json, "reasoning_tokens", usage.ReasoningTokens);
        json.WriteEndObject();
    }

    private static void Run(Utf8JsonWriter json, RunRow row)
    {
        json.WriteString("end", Words.Of(row.End));
        Number(json, "answered_at_seconds", row.AnsweredAt is { } at ? Seconds(at) : null);
        json.WriteNumber("cost_usd", row.Cost.Amount);
        json.WriteString("detail", row.Detail);
        if (row.Began is { } began) json.WriteString("began", began);
        if (row.Waited is { } waited) json.WriteNumber("waited_seconds", Seconds(waited));
        if (row.WithoutBets is { } without) json.WriteNumber("without_bets_seconds", Seconds(without));
        if (row.Adopted is not { } adopted) return;
        json.WriteStartArray("adopted");
        foreach (var attempt in adopted) json.WriteNumberValue(attempt);
        json.WriteEndArray();
    }
}
