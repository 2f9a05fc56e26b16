namespace Forerun.Telemetry;

/// <summary>Attributes by the semantic conventions for GenAI, and our own.</summary>
internal static class Names
{
    public const string Operation = "gen_ai.operation.name", Provider = "gen_ai.provider.name", RequestModel = "gen_ai.request.model",
        Conversation = "gen_ai.conversation.id", Agent = "gen_ai.agent.name", WorkflowName = "gen_ai.workflow.name", Tool = "gen_ai.tool.name",
        ToolArguments = "gen_ai.tool.call.arguments", ToolResult = "gen_ai.tool.call.result", InputMessages = "gen_ai.input.messages",
        OutputMessages = "gen_ai.output.messages", InputTokens = "gen_ai.usage.input_tokens", OutputTokens = "gen_ai.usage.output_tokens",
        CacheRead = "gen_ai.usage.cache_read.input_tokens", CacheWrite = "gen_ai.usage.cache_creation.input_tokens",
        Reasoning = "gen_ai.usage.reasoning.output_tokens", FirstChunk = "gen_ai.response.time_to_first_chunk", TokenType = "gen_ai.token.type",
        Error = "error.type";

    public const string Run = "forerun.run", Workflow = "forerun.workflow", Policy = "forerun.policy", Tenant = "forerun.tenant", Slot = "forerun.slot",
        After = "forerun.after", Attempt = "forerun.attempt", Standing = "forerun.standing", End = "forerun.end", Effect = "forerun.effect",
        Cost = "forerun.cost_usd", PriceBook = "forerun.price_book", Fraction = "forerun.fraction", Bet = "forerun.bet",
        Saved = "forerun.saved_seconds", Step = "forerun.step", Input = "forerun.step.input", Output = "forerun.step.output", Edge = "forerun.edge",
        Slots = "forerun.slots", Verdict = "forerun.verdict", Phase = "forerun.phase", Reason = "forerun.reason", Probability = "forerun.probability",
        BreakEven = "forerun.break_even_probability", AtRisk = "forerun.at_risk_usd", GuessPrice = "forerun.guess_price_usd", Dial = "forerun.dial",
        ValueOfTime = "forerun.value_of_time", Allowed = "forerun.within_allowance", Why = "forerun.why", Answered = "forerun.answered_seconds";

    /// <summary>A word of ours as attributes have it: <c>BudgetExceeded</c> is <c>budget_exceeded</c>.</summary>
    public static string Of<T>(T word)
        where T : struct, Enum =>
        string.Concat(word.ToString().Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
