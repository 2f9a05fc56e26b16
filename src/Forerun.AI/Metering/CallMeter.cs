using Forerun.AI.Clients;
using Forerun.Pricing;
using Forerun.Running.Limiting;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Metering;

/// <summary>One call under way: sees what comes, and ends once.</summary>
internal sealed class CallMeter(UsageMeter meter, UsageTags tags, ChatOptions? sent, CallPricing pricing, Ticket? ticket, TimeProvider time)
{
    private readonly DateTimeOffset startedAt = time.GetUtcNow();
    private readonly long started = time.GetTimestamp();
    private TokenUsage? reported;
    private string? answered;
    private long seen;
    private bool isWhole, hasEnded;

    /// <summary>The options to send.</summary>
    public ChatOptions? Sent => sent;

    public Ticket? Ticket => ticket;

    public void See(ChatResponse answer)
    {
        answered = answer.ModelId;
        if (answer.Usage is { } usage) Add(usage);
    }

    /// <summary>An update counts as the tokens of its text, and as one at least: a service sends none without having produced something.</summary>
    public void See(ChatResponseUpdate update)
    {
        answered ??= update.ModelId;
        isWhole |= update.FinishReason is not null;
        var counted = 0L;
        foreach (var content in update.Contents)
        {
            if (content is UsageContent usage) Add(usage.Details);
            else if (Text(content) is { Length: > 0 } text) counted += meter.Options.CountTokens(text);
        }

        seen += Math.Max(1, counted);
    }

    public void Finish()
    {
        if (reported is null || Price() is not { } price) End(CallOutcome.Finished, reported, false, null);
        else End(CallOutcome.Finished, reported, false, CallPricing.Whole(price, reported));
    }

    /// <summary>The caller takes no more. Who leaves a stream after its last word has cancelled nothing.</summary>
    public void Cancel()
    {
        if (isWhole && reported is { IsComplete: true }) Finish();
        else CutShort(CallOutcome.Cancelled);
    }

    public void Fail(Exception error)
    {
        if (error is OperationCanceledException) Cancel();
        else if (error is ModelException { MayBeBilled: false } or ArgumentException or NotSupportedException)
            End(CallOutcome.Failed, TokenUsage.Zero, false, Usd.Zero);
        else CutShort(CallOutcome.Failed);
    }

    private void CutShort(CallOutcome outcome)
    {
        var usage = pricing.Seen(reported, seen);
        End(outcome, usage, true, pricing.CutShort(Price(), usage));
    }

    private void End(CallOutcome outcome, TokenUsage? usage, bool isEstimated, Usd? cost)
    {
        if (hasEnded) return;
        hasEnded = true;
        meter.End(this, new MeteredCall(
            tags, pricing.Model ?? answered, outcome, usage, isEstimated, cost, pricing.Book.Version, startedAt, time.GetElapsedTime(started)));
    }

    private ModelPrice? Price()
    {
        var price = pricing.Price(answered, startedAt);
        if (price is null && (pricing.Model ?? answered) is { } unknown) meter.NameUnknown(unknown, pricing.Book);
        return price;
    }

    private void Add(UsageDetails details)
    {
        var usage = new TokenUsage(
            details.InputTokenCount, details.OutputTokenCount, details.CachedInputTokenCount, null, details.ReasoningTokenCount);
        reported = reported is null ? usage : reported + usage;
    }

    private static string? Text(AIContent content) => content switch
    {
        TextContent text => text.Text,
        TextReasoningContent reasoning => reasoning.Text,
        _ => null,
    };
}
