using System.Text;
using Forerun.AI.Speculating.Loop;
using Forerun.AI.Speculating.Sessions;
using Forerun.AI.Steps;
using Forerun.Workflows;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Speculating.Replies;

/// <summary>
/// A reply that is coming: its calls are numbered, those that are complete are told to the run, and once the real world wants it the
/// caller sees what has come and what comes. What a caller has seen is never taken back.
/// </summary>
/// <param name="ask">What it replies to.</param>
/// <param name="now">Time since the conversation began.</param>
internal sealed class OpenReply(ModelAsk ask, Func<TimeSpan> now) : IOnlooker
{
    /// <summary>Of a long reply its beginning, in characters, says what it will call; what follows is not told.</summary>
    private const int MostWords = 2000;

    private readonly Lock gate = new();
    private readonly List<ChatResponseUpdate> updates = [];
    private readonly List<FunctionCallContent> calls = [];
    private readonly List<AskedCall> complete = [];
    private readonly List<TimeSpan> completeAt = [];
    private readonly bool holdsCalls = ask.Request.Tools.AnyNeedsApproval;
    private readonly bool keepsIds = ask.Request.Tools.IsCallers;
    private string? kept = ask.Kept;
    private Turn? turn;
    private int shown;
    private readonly StringBuilder words = new();
    private string? text = "";

    public bool HasShown
    {
        get { lock (gate) return shown > 0; }
    }

    public string Text
    {
        get { lock (gate) return text ??= Streams.Text(complete, words.ToString()); }
    }

    /// <summary>When each of its calls was complete.</summary>
    public IReadOnlyList<TimeSpan> CompleteAt
    {
        get { lock (gate) return [.. completeAt]; }
    }

    public void Begin()
    {
        lock (gate)
        {
            if (shown > 0) return;
            updates.Clear();
            calls.Clear();
            complete.Clear();
            completeAt.Clear();
            words.Clear();
            text = "";
        }
    }

    public bool See(ChatResponseUpdate update)
    {
        lock (gate)
        {
            kept = update.ConversationId ?? kept;
            var before = calls.Count;
            updates.Add(Numbered(update));
            Show();
            var isFirstWord = words.Length == 0 && update.Text.Length > 0;
            if (words.Length < MostWords && update.Text is { Length: > 0 } more) words.Append(more);
            else if (calls.Count == before) return false;
            text = null;
            return calls.Count > before || isFirstWord;
        }
    }

    /// <summary>The real world wants it: a caller who streams sees it from its beginning.</summary>
    public void ShowTo(Turn wanting)
    {
        lock (gate)
        {
            turn = wanting;
            Show();
        }
    }

    /// <summary>It is whole.</summary>
    public (Value Value, Reply Reply) End()
    {
        lock (gate)
        {
            var response = updates.ToChatResponse();
            if (calls.Count > 0 && Renumbers)
                foreach (var message in response.Messages) message.RawRepresentation = null; // it has the ids that the service drew
            var value = ReplyValue.Of(response.Messages, complete, kept);
            if (holdsCalls && complete.Exists(c => ask.Request.Tools.Find(c.Tool) is { NeedsApproval: true })) Approvals.Ask(response.Messages, calls);
            if (holdsCalls) ShowHeld(response);
            return (value, new Reply([.. response.Messages], [.. calls], response.ConversationId) { Response = response });
        }
    }

    /// <summary>A service that keeps the conversation knows its own ids, and so does a caller with a loop of his own.</summary>
    private bool Renumbers => kept is null && !keepsIds;

    private ChatResponseUpdate Numbered(ChatResponseUpdate update)
    {
        if (!update.Contents.Any(IsCall)) return update;
        var copy = update.Clone();
        copy.Contents = [.. update.Contents.Select(c => IsCall(c) ? Numbered((FunctionCallContent)c) : c)];
        copy.RawRepresentation = Renumbers ? null : update.RawRepresentation;
        return copy;
    }

    private FunctionCallContent Numbered(FunctionCallContent call)
    {
        complete.Add(AskedCall.Of(call));
        completeAt.Add(now());
        if (Renumbers)
            call = new FunctionCallContent(Numbers.Of(ask.Calls + calls.Count), call.Name, call.Arguments)
            {
                Exception = call.Exception, AdditionalProperties = call.AdditionalProperties, Annotations = call.Annotations,
            };
        calls.Add(call);
        return call;
    }

    private void Show()
    {
        if (turn is not { IsStreaming: true }) return;
        for (; shown < updates.Count; shown++) turn.Show(holdsCalls ? WithoutCalls(updates[shown]) : updates[shown]);
    }

    /// <summary>Calls that a person may have to allow are shown when all are known: one that has to be makes all of them so.</summary>
    private void ShowHeld(ChatResponse response)
    {
        if (turn is not { IsStreaming: true } || calls.Count == 0) return;
        var held = response.Messages.SelectMany(m => m.Contents).Where(c => IsCall(c) || c is ToolApprovalRequestContent).ToList();
        turn.Show(new ChatResponseUpdate(ChatRole.Assistant, held) { ResponseId = response.ResponseId, MessageId = response.Messages[^1].MessageId });
    }

    private static ChatResponseUpdate WithoutCalls(ChatResponseUpdate update)
    {
        if (!update.Contents.Any(IsCall)) return update;
        var copy = update.Clone();
        copy.Contents = [.. update.Contents.Where(c => !IsCall(c))];
        return copy;
    }

    private static bool IsCall(AIContent content) => content is FunctionCallContent { InformationalOnly: false };
}
