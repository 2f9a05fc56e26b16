using System.Text.Json;
using Forerun.Pricing;

namespace Forerun.Traces;

/// <summary>Writes one step.</summary>
internal static class StepWriter
{
    public static void Write(Utf8JsonWriter writer, TraceStep step)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, step.Id);
        writer.WriteString("operation"u8, step.Operation);
        RunWriter.Text(writer, "version"u8, step.Version);
        writer.WriteString("kind"u8, Words.Of(Words.Kinds, step.Kind));
        RunWriter.Text(writer, "model"u8, step.Model);
        writer.WriteStartArray("after"u8);
        foreach (var dependency in step.After)
            Write(writer, dependency);
        writer.WriteEndArray();
        writer.WriteString("effect"u8, Words.Of(Words.Effects, step.Effect));
        Value(writer, "input"u8, step.Input);
        Value(writer, "output"u8, step.Output);
        RunWriter.Seconds(writer, "seconds"u8, step.Duration);
        if (step.FirstToken is { } first)
            RunWriter.Seconds(writer, "first_token_seconds"u8, first);
        if (step.Verdict is { } verdict)
            writer.WriteString("verdict"u8, Words.Of(Words.Verdicts, verdict));
        if (step.Price is { } price)
            writer.WriteNumber("price_usd"u8, price.Amount);
        Usage(writer, step.Usage, step.UsageExtra);
        if (step.Guesses.Count > 0)
        {
            writer.WriteStartArray("guesses"u8);
            foreach (var guess in step.Guesses)
                Write(writer, guess);
            writer.WriteEndArray();
        }
        RunWriter.Others(writer, step.Extra);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, TraceDependency dependency)
    {
        if (dependency is { Type: null, Ways: null, Reads: null, Extra.Count: 0 })
        {
            writer.WriteStringValue(dependency.Id);
            return;
        }
        writer.WriteStartObject();
        writer.WriteString("id"u8, dependency.Id);
        RunWriter.Text(writer, "type"u8, dependency.Type);
        Count(writer, "ways"u8, dependency.Ways);
        RunWriter.Text(writer, "reads"u8, dependency.Reads);
        RunWriter.Others(writer, dependency.Extra);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, TraceGuess guess)
    {
        writer.WriteStartObject();
        writer.WriteString("by"u8, guess.By);
        RunWriter.Text(writer, "call"u8, guess.Call);
        RunWriter.Text(writer, "model"u8, guess.Model);
        Value(writer, "output"u8, guess.Output);
        if (guess.Duration is { } duration && !guess.SharesCall)
            RunWriter.Seconds(writer, "seconds"u8, duration);
        else if (!guess.SharesCall)
            writer.WriteNull("seconds"u8);
        Usage(writer, guess.Usage, guess.UsageExtra);
        if (guess.Confidence is { } confidence)
            writer.WriteNumber("confidence"u8, confidence);
        RunWriter.Others(writer, guess.Extra);
        writer.WriteEndObject();
    }

    private static void Usage(Utf8JsonWriter writer, TokenUsage? usage, IReadOnlyDictionary<string, JsonElement> others)
    {
        if (usage is null && others.Count == 0)
            return;
        writer.WriteStartObject("usage"u8);
        Count(writer, "input_tokens"u8, usage?.InputTokens);
        Count(writer, "cached_input_tokens"u8, usage?.CachedInputTokens);
        Count(writer, "cache_write_tokens"u8, usage?.CacheWriteTokens);
        Count(writer, "output_tokens"u8, usage?.OutputTokens);
        Count(writer, "reasoning_tokens"u8, usage?.ReasoningTokens);
        RunWriter.Others(writer, others);
        writer.WriteEndObject();
    }

    private static void Count(Utf8JsonWriter writer, ReadOnlySpan<byte> name, long? count)
    {
        if (count is { } value)
            writer.WriteNumber(name, value);
    }

    private static void Value(Utf8JsonWriter writer, ReadOnlySpan<byte> name, JsonElement? value)
    {
        if (value is not { } element)
            return;
        writer.WritePropertyName(name);
        element.WriteTo(writer);
    }
}
