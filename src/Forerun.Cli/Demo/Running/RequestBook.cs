using System.Collections.Concurrent;
using System.Text.Json;
using Forerun.Running.Live;
using Forerun.Workflows;
using Microsoft.Extensions.AI;

namespace Forerun.Cli.Demo.Running;

/// <summary>
/// What the steps of a pass have sent, noted when it is sent, by step and inputs. Which of it was sent for the real world, and which for a
/// guess that was wrong, the run says in the end.
/// </summary>
internal sealed class RequestBook
{
    private readonly ConcurrentDictionary<string, JsonElement> sent = new();

    public void Model(string step, IReadOnlyList<object> inputs, IReadOnlyList<ChatMessage> messages, ChatOptions options) =>
        Note(step, inputs, new
        {
            model = options.ModelId,
            max_output_tokens = options.MaxOutputTokens,
            messages = messages.Select(m => new { role = m.Role.Value, content = m.Text }),
        });

    public void Tool(string step, string argument) => Note(step, [argument], new { tool = step, argument });

    /// <summary>What was sent for a real call; null where it sends nothing.</summary>
    public JsonElement? Of(RealCall call) =>
        call.Call.Argument is IReadOnlyList<Value> inputs && sent.TryGetValue(Key(call.Call.Slot, inputs), out var body) ? body : null;

    private void Note(string step, IReadOnlyList<object> inputs, object body) =>
        sent[Key(step, inputs.Select(i => Value.From(i, JsonSerializerOptions.Web)))] = JsonSerializer.SerializeToElement(body);

    private static string Key(string step, IEnumerable<Value> inputs) => $"{step} {string.Join(' ', inputs.Select(i => i.Digest))}";
}
