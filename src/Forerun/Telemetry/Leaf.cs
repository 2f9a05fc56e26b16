using System.Diagnostics;
using Forerun.Ledgers;
using Forerun.Workflows;

namespace Forerun.Telemetry;

/// <summary>What is known of a call beside its rows.</summary>
/// <param name="Call">The call.</param>
internal sealed record Seen(Call Call)
{
    /// <summary>When the first piece of its reply came.</summary>
    public DateTimeOffset? First { get; set; }

    /// <summary>When its staged effect had left.</summary>
    public DateTimeOffset? Left { get; set; }

    /// <summary>What it returned.</summary>
    public Value? Output { get; set; }

    /// <summary>The type of what it threw.</summary>
    public string? Error { get; set; }
}

/// <summary>The span of one call that has ended: a model's, a tool's, a step of code.</summary>
internal static class Leaf
{
    public static void Write(ActivitySource source, ActivityContext trunk, AttemptRow row, BetRow? bet, Seen seen, string provider, DateTimeOffset from, DateTimeOffset to, bool withContent)
    {
        var (name, kind) = NameOf(row, seen.Call.Operation.Kind);
        var before = Activity.Current;
        Activity.Current = null;
        var span = source.StartActivity(name, kind, trunk, Attributes(row, bet, seen, provider, from), startTime: from);
        if (span is not null)
        {
            if (withContent && row.End != AttemptEnd.Cancelled)
                foreach (var (key, value) in Contents.Of(seen.Call, seen.Output)) span.SetTag(key, value);
            if (row.End == AttemptEnd.Failed) span.SetStatus(ActivityStatusCode.Error);
            span.SetEndTime(to.UtcDateTime);
            span.Stop();
        }

        Activity.Current = before;
    }

    private static (string Name, ActivityKind Kind) NameOf(AttemptRow row, OperationKind kind) => kind switch
    {
        OperationKind.Model => ($"chat {row.Model}".TrimEnd(), ActivityKind.Client),
        OperationKind.Tool => ($"execute_tool {row.Operation}", ActivityKind.Internal),
        _ => (row.Operation, ActivityKind.Internal),
    };

    private static ActivityTagsCollection Attributes(AttemptRow row, BetRow? bet, Seen seen, string provider, DateTimeOffset from)
    {
        var (operation, tags) = (seen.Call.Operation, new ActivityTagsCollection
        {
            [Names.Run] = row.Tags.Run, [Names.Slot] = row.Slot, [Names.Step] = row.Operation, [Names.Attempt] = row.Attempt,
            [Names.After] = seen.Call.Reads.Select(r => r.Reading.Slot).Distinct().ToArray(),
            [Names.Standing] = Names.Of(row.Standing), [Names.End] = Names.Of(row.End), [Names.PriceBook] = row.PriceBook,
        });
        if (row.Cost is { } cost) tags[Names.Cost] = (double)cost.Amount;
        if (row.Fraction < 1) tags[Names.Fraction] = (double)row.Fraction;
        if (bet is not null) (tags[Names.Bet], tags[Names.Saved]) = (Names.Of(bet.Outcome), bet.Saved.TotalSeconds);
        if (seen.Error is { } error && row.End == AttemptEnd.Failed) tags[Names.Error] = error;
        if (operation.Kind == OperationKind.Tool)
            (tags[Names.Operation], tags[Names.Tool], tags[Names.Effect]) = ("execute_tool", row.Operation, Names.Of(operation.Effect));
        if (operation.Kind != OperationKind.Model) return tags;
        (tags[Names.Operation], tags[Names.Provider]) = ("chat", provider);
        if (row.Model is { } model) tags[Names.RequestModel] = model;
        if (seen.First is { } first) tags[Names.FirstChunk] = (first - from).TotalSeconds;
        foreach (var (key, count) in Tokens(row)) if (count is not null) tags[key] = count;
        return tags;
    }

    private static (string Key, long? Count)[] Tokens(AttemptRow row) =>
    [
        (Names.InputTokens, row.Usage?.InputTokens), (Names.OutputTokens, row.Usage?.OutputTokens), (Names.CacheRead, row.Usage?.CachedInputTokens),
        (Names.CacheWrite, row.Usage?.CacheWriteTokens), (Names.Reasoning, row.Usage?.ReasoningTokens),
    ];
}
