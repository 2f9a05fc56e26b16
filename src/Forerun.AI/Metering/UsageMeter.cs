using System.Collections.Concurrent;
using Forerun.Pricing;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Metering;

/// <summary>
/// Counts what calls of any clients use and cost, by run, conversation, tenant and model, and holds a limit in dollars over all of them.
/// One meter may serve any number of clients and calls at once.
/// </summary>
public sealed class UsageMeter
{
    private readonly TimeProvider time;
    private readonly Budget? budget;
    private readonly Tally tally = new();
    private readonly ConcurrentDictionary<string, bool> named = new(StringComparer.Ordinal);

    /// <summary>A meter that has counted nothing yet.</summary>
    /// <param name="options">What it prices with, and what it may let through.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ArgumentException">The options contradict themselves; all errors at once.</exception>
    public UsageMeter(UsageMeterOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        if (options.Errors is { Count: > 0 } errors) throw new ArgumentException(string.Join(" ", errors), nameof(options));
        Options = options;
        this.time = time;
        budget = options.Limit is { } limit ? new Budget(options, limit, time) : null;
    }

    /// <summary>How near the limit is.</summary>
    public BudgetStage Stage => budget?.Stage ?? BudgetStage.Free;

    internal UsageMeterOptions Options { get; }

    /// <summary>Tags every call that flows from here, until the result is disposed; a scope within another one adds to it.</summary>
    /// <param name="tags">Whom the calls are for. Tags in a call's own options win over them.</param>
    public static IDisposable Begin(UsageTags tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        return new TagScope(tags);
    }

    /// <summary>What has been metered so far: a copy, at the cost of one entry for every name.</summary>
    public UsageTotals Read() => tally.Read();

    /// <summary>Drops the totals of names that will not come again. The total of all calls, and the limit, keep what they cost.</summary>
    public void Forget(UsageTags tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        tally.Forget(tags);
    }

    /// <summary>Lets a call through, when it can be paid.</summary>
    internal async Task<CallMeter> StartAsync(
        IReadOnlyList<ChatMessage> messages, ChatOptions? asked, ChatClientMetadata? client, bool streams, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var tags = UsageTags.Of(asked).Or(TagScope.Current);
        var sent = asked?.Clone();
        if (sent is not null) UsageTags.Remove(sent);
        if (budget is not null && Options.MaxOutputTokens is { } cap) (sent ??= new()).MaxOutputTokens ??= cap;
        var pricing = new CallPricing(Options, sent?.ModelId ?? client?.DefaultModelId, InputBound.Of(messages, sent, Options.CountTokens, Options.MaxInputTokens), sent?.MaxOutputTokens, streams);
        var ticket = budget is null
            ? null
            : await budget.ReserveAsync(pricing.Model, pricing.Worst(time.GetUtcNow()), cancellation).ConfigureAwait(false);
        return new CallMeter(this, tags, sent, pricing, ticket, time);
    }

    internal void End(CallMeter meter, MeteredCall call)
    {
        if (meter.Ticket is { } ticket) budget?.Settle(ticket, call.Cost);
        tally.Add(call);
        Options.OnCall?.Invoke(call);
    }

    internal void NameUnknown(string model, PriceBook book)
    {
        if (named.TryAdd(model, true)) Options.OnUnknownPrice?.Invoke(new UnknownPriceException([book.Unpriced(model)], book.Version));
    }
}
