using System.Text.Json;

namespace Forerun.Testing;

/// <summary>Reads the body of a chat completion, or says what is wrong with it.</summary>
internal static class RequestReader
{
    public static ModelRequest Read(string text, IReadOnlyList<string> models)
    {
        var body = Parse(text);
        var model = body.Text("model") ?? throw Refused("The model is missing; name one as a string.", "model");
        if (!models.Contains(model)) throw new RefusedException(ApiError.NoModel(model, models));
        var messages = body.Part("messages", JsonValueKind.Array) ?? throw Refused("The messages are missing; give an array of them.", "messages");
        if (messages.GetArrayLength() == 0) throw Refused("The messages are empty; give at least one.", "messages");
        if (body.Whole("n") is not (null or 1)) throw Refused("This server gives one answer to a request; leave n out.", "n");
        var seed = body.Whole("seed");
        var limit = body.Whole("max_completion_tokens") ?? body.Whole("max_tokens");
        if (limit < 1) throw Refused($"The limit is {limit} tokens; give at least 1.", "max_completion_tokens");
        return new ModelRequest(model, [.. messages.EnumerateArray().Select(Message)], body)
        {
            Seed = seed, MaxTokens = limit is null ? null : (int)Math.Min(limit.Value, int.MaxValue), Stream = body.Flag("stream"),
            IncludeUsage = body.Part("stream_options", JsonValueKind.Object)?.Flag("include_usage") ?? false,
            Identity = ModelRequest.IdentityOf(model, messages, seed),
        };
    }

    private static JsonElement Parse(string text)
    {
        try
        {
            var body = JsonElement.Parse(text);
            if (body.ValueKind == JsonValueKind.Object) return body;
        }
        catch (JsonException)
        {
            throw Refused("The body is no JSON; send one object.");
        }

        throw Refused("The body is no JSON object; send one.");
    }

    private static ModelMessage Message(JsonElement message, int index)
    {
        var role = message.ValueKind == JsonValueKind.Object ? message.Text("role") : null;
        if (role is null) throw Refused($"Message {index} has no role; give an object with role and content.", $"messages[{index}].role");
        var text = message.Text("content") ?? string.Concat(message.Part("content", JsonValueKind.Array)?.EnumerateArray().Select(PartText) ?? []);
        return new ModelMessage(role, text, message.Text("tool_call_id"));
    }

    private static string? PartText(JsonElement part) => part.ValueKind == JsonValueKind.Object ? part.Text("text") : null;

    private static RefusedException Refused(string message, string? param = null) => new(ApiError.Invalid(message, param));
}
