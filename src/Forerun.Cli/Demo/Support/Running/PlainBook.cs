using System.Text.Json;
using Forerun.AI.Tools;
using Forerun.Effects;
using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Traces;
using Microsoft.Extensions.AI;

namespace Forerun.Cli.Demo.Support.Running;

/// <summary>What a plain loop does, as rows of a ledger and as lines of a trace: the same prices as everywhere, and its own seconds.</summary>
internal sealed class PlainBook(string policy, string model, PriceBook prices, ILedger ledger, TimeProvider clock)
{
    private readonly MemoryLedger rows = new();
    private readonly Dictionary<string, TraceRun> traces = [];
    private readonly List<TraceStep> steps = [];
    private Tags tags = new("", "support", policy);
    private TimeSpan answered;
    private long began;
    private int spine, calls, attempts;

    /// <summary>Time since the conversation began.</summary>
    public TimeSpan Now => clock.GetElapsedTime(began);

    public void Begin(string run)
    {
        tags = tags with { Run = run };
        (began, answered, spine, attempts) = (clock.GetTimestamp(), TimeSpan.Zero, 0, 0);
        steps.Clear();
    }

    /// <summary>A person has spoken.</summary>
    public void Person(string text)
    {
        spine++;
        if (spine == 1) return;
        Step(new TraceStep { Id = $"{spine}", Operation = "user", Kind = StepKind.Human, Output = JsonSerializer.SerializeToElement(text), Duration = Now - answered });
    }

    /// <summary>The model has replied.</summary>
    public void Model(ChatResponse reply, IReadOnlyList<FunctionCallContent> made, TimeSpan since)
    {
        (spine, calls) = (spine + 1, 0);
        var usage = new TokenUsage(reply.Usage?.InputTokenCount, reply.Usage?.OutputTokenCount, reply.Usage?.CachedInputTokenCount, null, reply.Usage?.ReasoningTokenCount);
        var cost = usage.IsComplete && prices.TryFind(model, clock.GetUtcNow(), out var price) ? price.Cost(usage) : (Usd?)null;
        Attempt($"{spine}", "decide", model, usage, cost, since);
        Step(new TraceStep
        {
            Id = $"{spine}", Operation = "decide", Kind = StepKind.Model, Model = model, Usage = usage, Duration = Now - since, Output = OutputOf(reply, made),
        });
        answered = Now;
    }

    /// <summary>A tool has returned.</summary>
    public void Tool(AIFunction tool, FunctionCallContent call, object? result, TimeSpan since)
    {
        var declared = tool.GetService<ToolEffect>() ?? ToolEffect.Undeclared;
        var slot = $"{spine}/{++calls}";
        Attempt(slot, tool.Name, null, null, declared.Price ?? PriceBook.DefaultToolPrice, since);
        Step(new TraceStep
        {
            Id = slot, Operation = tool.Name, Kind = StepKind.Tool, Duration = Now - since, Price = declared.Price,
            Effect = declared.Effect == Effect.None ? TraceEffect.None : TraceEffect.Irreversible,
            Input = JsonSerializer.SerializeToElement(call.Arguments), Output = JsonSerializer.SerializeToElement(result),
        });
    }

    /// <summary>The conversation is over.</summary>
    public void End()
    {
        traces[tags.Run] = new TraceRun { Run = tags.Run, Workload = "support", Conversation = tags.Run, Tokens = "measured", Steps = [.. steps] };
        var cost = RowsOf(tags.Run).OfType<AttemptRow>().Aggregate(Usd.Zero, static (sum, a) => sum + (a.Cost ?? Usd.Zero));
        Write(new RunRow(tags, Now, RunEnd.Answered, answered, cost, null));
    }

    public IReadOnlyList<LedgerRow> RowsOf(string run) => [.. rows.Rows.Where(r => r.Tags.Run == run)];

    public TraceRun? TraceOf(string run) => traces.GetValueOrDefault(run);

    private static JsonElement OutputOf(ChatResponse reply, IReadOnlyList<FunctionCallContent> calls)
    {
        var made = calls.Select(c => new { tool = c.Name, arguments = c.Arguments }).ToList();
        return made switch
        {
            [] => JsonSerializer.SerializeToElement(new { reply = reply.Text }),
            [var only] => JsonSerializer.SerializeToElement(only),
            _ => JsonSerializer.SerializeToElement(new { calls = made }),
        };
    }

    private void Step(TraceStep step) => steps.Add(step with { After = steps.Count == 0 ? [] : [new TraceDependency(steps[^1].Id)] });

    private void Attempt(string slot, string operation, string? asked, TokenUsage? usage, Usd? cost, TimeSpan since) => Write(new AttemptRow(
        tags, Now, ++attempts, slot, operation, asked, new Key(operation, Digest.Of($"{tags.Run} {slot}"), 0).ToString(), Standing.Authoritative,
        AttemptEnd.Finished, since, usage, 1, cost, prices.Version));

    private void Write(LedgerRow row)
    {
        rows.Append(row);
        ledger.Append(row);
    }
}
