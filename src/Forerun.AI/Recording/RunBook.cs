using System.Globalization;
using Forerun.AI.Metering;
using Forerun.Pricing;
using Forerun.Recording;
using Forerun.Traces;
using Forerun.Workflows;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Recording;

/// <summary>
/// The open runs. A call belongs to the run of its scope, of its tags, or of its conversation, the first that there is; without any of
/// them it belongs to the run whose conversation its messages go on from, or begins one.
/// </summary>
internal sealed class RunBook(RecorderOptions options, Veil veil, ToolTimes times, TraceAppender file, string workload, DateTimeOffset began)
{
    private readonly List<OpenRun> open = [];
    private readonly Dictionary<object, OpenRun> named = [];
    private readonly Threads threads = new();
    private int count;

    public RecordedCall Ask(
        IReadOnlyList<ChatMessage> messages, ChatOptions? asked, RunScope? scope, string operation, string? model, TimeSpan now)
    {
        WriteSilent(now);
        var tags = UsageTags.Of(asked).Or(TagScope.Current);
        object? name = scope is not null ? scope : tags.Run is not null ? ("run", tags.Run) : tags.Conversation is not null ? ("conversation", tags.Conversation) : null;
        var run = name is null ? null : named.GetValueOrDefault(name);
        var found = name is not null && run is null ? null : threads.Find(Turns.Of(messages), r => name is null ? r.Name is null : r == run);
        run ??= found?.Thread.Run ?? Open(name, scope, tags, messages);
        var news = found is { } known ? messages.Skip(known.Messages) : messages.Reverse().TakeWhile(m => m.Role != ChatRole.Assistant).Reverse();
        var before = found is { Thread: var thread } ? [thread.Step] : run.Last(now);
        var isConversation = found is not null || (scope is null && tags is { Run: null, Conversation: not null });
        var (after, rest) = Gap(run, before, now).Add([.. news], isConversation);
        var step = new TraceStep
        {
            Id = run.NextId, Operation = operation, Kind = StepKind.Model, Model = model, Output = Value.Null.Json, Duration = default,
        };
        var draft = new Draft(step, now - rest, after);
        run.Add(draft);
        run.Touched = now;
        return new RecordedCall(run, draft, messages);
    }

    public void End(RecordedCall call, Reply reply, TokenUsage? unbilled, TimeSpan now)
    {
        var (run, draft) = (call.Run, call.Draft);
        draft.Ended = now;
        run.Touched = now;
        if (!open.Contains(run)) return;
        var calls = reply.Calls();
        foreach (var waiting in calls) run.Waiting[waiting.CallId] = new Called(waiting, draft);
        draft.Step = draft.Step with
        {
            Model = draft.Step.Model ?? reply.Model,
            Output = reply.Messages.Count == 0 ? Value.Null.Json : Replies.Output(reply.Messages, calls, veil),
            Duration = now - draft.Began,
            FirstToken = call.FirstToken - draft.Began,
            Usage = reply.Usage is { } usage ? Of(usage) : unbilled,
            Extra = Marks.Of(("said", Replies.Besides(reply.Messages, calls, veil)), ("error", reply.Error)),
        };
        var chain = Turns.Of(reply.Error is null ? call.Messages.Concat(reply.Messages) : call.Messages);
        threads.Add(chain.Whole, run, draft);
        if (run.Name is null && reply.Conversation is { } conversation && named.TryAdd(("conversation", conversation), run))
            run.Name = ("conversation", run.Conversation = conversation);
    }

    /// <summary>Writes a run that has ended.</summary>
    public void Write(object name, TimeSpan now)
    {
        if (named.GetValueOrDefault(name) is { } run) Write(run, now, hasEnded: true);
    }

    public void WriteAll(TimeSpan now, bool alsoUnderWay)
    {
        foreach (var run in open.ToList())
            if (alsoUnderWay || !run.IsUnderWay) Write(run, now);
    }

    private void WriteSilent(TimeSpan now)
    {
        foreach (var run in open.FindAll(r => now - r.Touched >= options.IdleAfter && !r.IsUnderWay)) Write(run, now);
        while (open.Count >= options.MaxOpenRuns && open.Where(r => !r.IsUnderWay).MinBy(r => r.Touched) is { } silent) Write(silent, now);
    }

    /// <summary>Writes a run; one that says when it has ended, as a scope does, was the program's own until then.</summary>
    private void Write(OpenRun run, TimeSpan now, bool hasEnded = false)
    {
        open.Remove(run);
        if (run.Name is not null) named.Remove(run.Name);
        threads.Forget(run);
        foreach (var called in run.Waiting.Values)
            if (times.Take(called.Call.Name, Value.Of(Json.Of(called.Call.Arguments)).Digest, called.By.Ended ?? default) is { } time)
                Gap(run, [called.By], now).AddLast(called, time);
        if (hasEnded && !run.IsUnderWay) Rest(run, now);
        var written = run.Written(veil);
        if (written.Steps.Count > 0) file.Append(written);
    }

    private void Rest(OpenRun run, TimeSpan now)
    {
        var ends = run.Last(now);
        if (ends.MaxBy(d => d.Ended) is not { } last) return;
        var (_, rest) = Gap(run, ends, now).Code(ends, now - last.Ended!.Value);
        last.Step = OwnCode.Within(last.Step, rest);
    }

    private Interlude Gap(OpenRun run, IReadOnlyList<Draft> before, TimeSpan now) =>
        new(run, before, run.Began ?? now, now, veil, times, options.Effects);

    private OpenRun Open(object? name, RunScope? scope, UsageTags tags, IReadOnlyList<ChatMessage> messages)
    {
        var id = scope?.Name ?? tags.Run ?? tags.Conversation ?? string.Create(CultureInfo.InvariantCulture, $"{began:yyyyMMdd'T'HHmmss.fff'Z'}-{++count}");
        var first = scope?.Task ?? messages.FirstOrDefault(m => m.Role == ChatRole.User)?.Text;
        var run = new OpenRun(id, options.Workload ?? workload)
        {
            Name = name,
            Began = scope?.Began,
            Task = first is { Length: > 0 } ? veil.Of(first).GetString() : null,
            Tenant = tags.Tenant,
            Conversation = tags.Conversation,
        };
        open.Add(run);
        if (name is not null) named[name] = run;
        return run;
    }

    /// <summary>Cached tokens are a part of the input. A service that counts them beside it is not understood, so they stay unknown.</summary>
    private static TokenUsage Of(UsageDetails usage) => new(
        usage.InputTokenCount, usage.OutputTokenCount,
        usage.CachedInputTokenCount <= usage.InputTokenCount ? usage.CachedInputTokenCount : null, ReasoningTokens: usage.ReasoningTokenCount);
}
