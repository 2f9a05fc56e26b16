using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI.Chat;

namespace Forerun.AI.Clients;

/// <summary>One streamed answer: turns chunks into updates, and keeps the fragments of tool calls until they are whole.</summary>
internal sealed class Pieces
{
    private readonly SortedDictionary<int, Fragment> calls = [];
    private int taken = -1;

    /// <summary>Whether the service has said why it stopped; an answer without that was cut.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>Whether any chunk has come.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>How many chunks have brought a part of the answer.</summary>
    public int Shown { get; private set; }

    /// <summary>Every chunk gives an update, even one without content, so that others can count them.</summary>
    public ChatResponseUpdate Read(StreamingChatCompletionUpdate chunk)
    {
        HasBegun = true;
        var whole = new List<AIContent>();
        foreach (var fragment in chunk.ToolCallUpdates) Keep(fragment);
        TakeWhole(whole);
        if (chunk.ToolCallUpdates.Count > 0 || chunk.ContentUpdate.Count > 0 && chunk.ContentUpdate[0].Text is not (null or "")) Shown++;
        var update = new ChatResponseUpdate(ChatRole.Assistant, Answers.Contents(chunk.ContentUpdate, chunk.RefusalUpdate))
        {
            ResponseId = chunk.CompletionId,
            MessageId = chunk.CompletionId,
            ModelId = chunk.Model,
            CreatedAt = chunk.CreatedAt,
            RawRepresentation = chunk,
        };
        foreach (var call in whole) update.Contents.Add(call);
        if (chunk.FinishReason is { } reason) Finish(update, Answers.Finish(reason));
        if (chunk.Usage is { } usage) update.Contents.Add(new UsageContent(Answers.Usage(usage)));
        return update;
    }

    private void Finish(ChatResponseUpdate update, Microsoft.Extensions.AI.ChatFinishReason reason)
    {
        IsFinished = true;
        update.FinishReason = reason;
        foreach (var call in calls.Values) update.Contents.Add(Whole(call));
        calls.Clear();
    }

    private static FunctionCallContent Whole(Fragment call) => Answers.Call(call.Id, call.Name, call.Arguments.ToString());

    /// <summary>Takes the first calls that are whole, with others after them: they need not wait for the end. Their order stays.</summary>
    private void TakeWhole(List<AIContent> whole)
    {
        while (calls.Count > 1 && calls.First() is var (index, call) && IsObject(call.Arguments))
        {
            whole.Add(Whole(call));
            calls.Remove(index);
            taken = index;
        }
    }

    private static bool IsObject(StringBuilder arguments)
    {
        if (arguments.Length < 2 || arguments[0] != '{' || arguments[^1] != '}') return false;
        var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(arguments.ToString()));
        try
        {
            while (json.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void Keep(StreamingChatToolCallUpdate fragment)
    {
        if (fragment.Index <= taken) return;
        if (!calls.TryGetValue(fragment.Index, out var call)) calls[fragment.Index] = call = new Fragment();
        if (!string.IsNullOrEmpty(fragment.ToolCallId)) call.Id = fragment.ToolCallId;
        if (!string.IsNullOrEmpty(fragment.FunctionName)) call.Name = fragment.FunctionName;
        if (fragment.FunctionArgumentsUpdate is { } piece) call.Arguments.Append(piece.ToString());
    }

    private sealed class Fragment
    {
        public string Id { get; set; } = "";
        public string Name { get; set; } = "";
        public StringBuilder Arguments { get; } = new();
    }
}
