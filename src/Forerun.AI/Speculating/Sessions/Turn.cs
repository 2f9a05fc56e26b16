using System.Diagnostics;
using System.Threading.Channels;
using Forerun.AI.Speculating.Loop;
using Forerun.AI.Speculating.Reporting;
using Forerun.Workflows;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Speculating.Sessions;

/// <summary>One request of a caller, from its messages to its final reply.</summary>
internal sealed class Turn(Request request, bool isStreaming)
{
    private readonly Channel<ChatResponseUpdate> updates = Channel.CreateUnbounded<ChatResponseUpdate>(new() { SingleReader = true });
    private readonly TaskCompletionSource<ChatResponse> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Request Request => request;

    /// <summary>The span in which the caller asked; default if there was none.</summary>
    public ActivityContext Caller { get; } = Activity.Current?.Context ?? default;

    /// <summary>Whether the caller sees each piece as it comes.</summary>
    public bool IsStreaming => isStreaming;

    /// <summary>The pieces, for a caller who sees them.</summary>
    public ChannelReader<ChatResponseUpdate> Updates => updates.Reader;

    /// <summary>The whole reply.</summary>
    public Task<ChatResponse> Done => done.Task;

    /// <summary>When it began, since its run did.</summary>
    public TimeSpan Began { get; set; }

    /// <summary>Whether its reply has calls of tools that are none of those whose caller calls them through the agent.</summary>
    public bool CallsOthers => request.Tools.IsCallers && done.Task is { IsCompletedSuccessfully: true, Result: var reply }
        && reply.Messages.SelectMany(m => m.Contents).Any(c => c is FunctionCallContent { InformationalOnly: false } call && request.Tools.Find(call.Name) is null);

    /// <summary>How long its caller had waited, since the turn before, for tools that he calls himself.</summary>
    public TimeSpan Waited { get; set; }

    /// <summary>The calls that the real world has asked for in it, in that order; before them, tools that the caller has called himself.</summary>
    public List<Call> Wanted { get; } = [];

    public void Show(ChatResponseUpdate update) => updates.Writer.TryWrite(update);

    /// <summary>What no model has said just now, results of tools for example, as a piece of its own.</summary>
    public void Show(ChatMessage message, string slot)
    {
        if (isStreaming) Show(new ChatResponseUpdate(message.Role, message.Contents) { MessageId = message.MessageId ?? $"results-{slot}", ResponseId = $"results-{slot}" });
    }

    /// <summary>The turn is over.</summary>
    public void End(PersonAsk ended, TurnReport report)
    {
        var response = ResponseOf(ended);
        (response.AdditionalProperties ??= [])[SpeculationExtensions.ReportKey] = report;
        if (isStreaming) Show(new ChatResponseUpdate { AdditionalProperties = new() { [SpeculationExtensions.ReportKey] = report } });
        done.TrySetResult(response);
        updates.Writer.TryComplete();
    }

    /// <summary>The turn has failed.</summary>
    public void Fail(Exception why)
    {
        done.TrySetException(why);
        _ = done.Task.Exception; // whoever streams sees it there
        updates.Writer.TryComplete(why);
    }

    /// <summary>The last reply, with all messages of the turn and what all of them used.</summary>
    private static ChatResponse ResponseOf(PersonAsk ended)
    {
        var last = ended.Replies[^1].Response!;
        UsageDetails? usage = null;
        foreach (var reply in ended.Replies)
        {
            if (reply.Response?.Usage is not { } used) continue;
            (usage ??= new UsageDetails()).Add(used);
        }

        return new ChatResponse([.. ended.Said])
        {
            ResponseId = last.ResponseId, ModelId = last.ModelId, CreatedAt = last.CreatedAt, FinishReason = last.FinishReason,
            ConversationId = last.ConversationId, ContinuationToken = last.ContinuationToken, RawRepresentation = last.RawRepresentation,
            AdditionalProperties = last.AdditionalProperties is null ? null : new(last.AdditionalProperties), Usage = usage,
        };
    }
}
