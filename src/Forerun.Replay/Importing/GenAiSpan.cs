using System.Text.Json;
using Forerun.Pricing;
using Forerun.Traces;

namespace Forerun.Replay.Importing;

/// <summary>A span as a step, by OpenTelemetry's semantic conventions for GenAI (status: development; read as of November 2026).</summary>
internal static class GenAiSpan
{
    private static readonly JsonElement Nothing = JsonElement.Parse("null");

    /// <summary>Whether a span says anything that is GenAI's.</summary>
    public static bool IsOne(OtlpSpan span) => span.Attributes.Keys.Any(k => k.StartsWith("gen_ai.", StringComparison.Ordinal));

    /// <summary>Whether a span is an agent's or a workflow's.</summary>
    public static bool IsAgent(OtlpSpan span) => Kind(span) is "invoke_agent" or "invoke_workflow" or "create_agent";

    /// <summary>Whether a span is a model call.</summary>
    public static bool IsModel(OtlpSpan span) => Kind(span) is "chat" or "generate_content" or "text_completion";

    /// <summary>The step; null where the span is no call by itself.</summary>
    /// <param name="span">The span.</param>
    /// <param name="agent">The agent that it works for; null when nobody said.</param>
    /// <exception cref="MalformedSpanException">An attribute is not what the conventions say.</exception>
    public static TraceStep? Step(OtlpSpan span, string? agent) => span.Operation switch
    {
        _ when IsLost(span) => null,
        null => throw new MalformedSpanException("gen_ai.operation.name", "missing"),
        "embeddings" => Model(span, "embeddings"),
        "retrieval" => Tool(span, "retrieval", TraceEffect.None),
        "execute_tool" => Tool(span, Required(span, "gen_ai.tool.name"), Effect(span)),
        "invoke_agent" or "invoke_workflow" or "create_agent" =>
            span.Attributes.ContainsKey("gen_ai.usage.input_tokens") ? Model(span, span.Text("gen_ai.agent.name") ?? "decide") : null,
        _ when IsModel(span) => Model(span, span.Text("forerun.step") ?? agent ?? "decide"),
        var other => throw new MalformedSpanException("gen_ai.operation.name", $"'{other}' is none of chat, generate_content, text_completion, "
            + "embeddings, retrieval, execute_tool, invoke_agent, invoke_workflow, create_agent"),
    };

    /// <summary>Whether it is a span of ours that was no real call: a bet that was lost, or a guess that was bought. A trace says what really happened.</summary>
    private static bool IsLost(OtlpSpan span) => span.Text("forerun.standing") is "purchase" || span.Text("forerun.bet") is "miss" or "cancelled";

    private static string? Kind(OtlpSpan span) =>
        span.Attributes.TryGetValue("gen_ai.operation.name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;

    private static TraceStep Model(OtlpSpan span, string operation) => Of(span, operation, StepKind.Model) with
    {
        Output = GenAiMessages.Reply(span) ?? Nothing,
        FirstToken = First(span),
        Usage = Usage(span),
        Model = Name(span),
    };

    private static string Name(OtlpSpan span) =>
        span.Text("gen_ai.request.model") is { Length: > 0 } asked ? asked
        : span.Text("gen_ai.response.model") is { Length: > 0 } answered ? answered
        : throw new MalformedSpanException("gen_ai.request.model", "missing, and gen_ai.response.model too; a call that names no model has no price");

    private static TraceStep Tool(OtlpSpan span, string operation, TraceEffect effect) => Of(span, operation, StepKind.Tool) with
    {
        Effect = effect,
        Input = span.Json("gen_ai.tool.call.arguments"),
        Output = span.Json("gen_ai.tool.call.result") ?? Nothing,
        Price = Price(span),
    };

    private static TraceStep Of(OtlpSpan span, string operation, StepKind kind) => new()
    {
        Id = span.Id, Operation = operation, Kind = kind, Output = Nothing, Duration = span.Ended - span.Began,
        Extra = Recording.Marks.Of(("error", span.Text("error.type"))),
    };

    /// <summary>What a tool does nobody says by the conventions; ours may be given on the span.</summary>
    private static TraceEffect Effect(OtlpSpan span) => span.Text("forerun.effect") switch
    {
        null or "irreversible" => TraceEffect.Irreversible,
        "none" => TraceEffect.None,
        "idempotent" => TraceEffect.Idempotent,
        "staged" => TraceEffect.Staged,
        _ => throw new MalformedSpanException("forerun.effect", "expected none, idempotent, staged or irreversible"),
    };

    /// <summary>What calling it is taken to cost, where the span is ours.</summary>
    private static Usd? Price(OtlpSpan span) =>
        span.Attributes.TryGetValue("forerun.cost_usd", out var cost) && cost.ValueKind == JsonValueKind.Number && cost.TryGetDecimal(out var dollars) && dollars >= 0
            ? new Usd(dollars)
            : null;

    private static TimeSpan? First(OtlpSpan span)
    {
        const string Attribute = "gen_ai.response.time_to_first_chunk";
        if (!span.Attributes.TryGetValue(Attribute, out var value)) return null;
        if (value.ValueKind != JsonValueKind.Number || value.GetDouble() is not (>= 0 and < 1e9)) throw new MalformedSpanException(Attribute, "expected seconds");
        var first = TimeSpan.FromSeconds(value.GetDouble());
        return first <= span.Ended - span.Began ? first : span.Ended - span.Began;
    }

    /// <summary>The counts, also by the names that they had before version 1.27 of the conventions.</summary>
    private static TokenUsage? Usage(OtlpSpan span)
    {
        var usage = new TokenUsage(
            span.Count("gen_ai.usage.input_tokens") ?? span.Count("gen_ai.usage.prompt_tokens"),
            span.Count("gen_ai.usage.output_tokens") ?? span.Count("gen_ai.usage.completion_tokens"),
            span.Count("gen_ai.usage.cache_read.input_tokens"), span.Count("gen_ai.usage.cache_creation.input_tokens"),
            span.Count("gen_ai.usage.reasoning.output_tokens"));
        try
        {
            return usage == new TokenUsage() ? null : usage.Validate();
        }
        catch (ArgumentException e)
        {
            throw new MalformedSpanException("gen_ai.usage", e.Message);
        }
    }

    private static string Required(OtlpSpan span, string attribute) =>
        span.Text(attribute) is { Length: > 0 } text ? text : throw new MalformedSpanException(attribute, "missing");
}
