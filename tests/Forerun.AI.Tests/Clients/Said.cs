using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Clients;

/// <summary>What a service says, in the protocol.</summary>
internal static class Said
{
    public const string Done = "[DONE]";

    public const string Usage =
        """{"prompt_tokens":100,"completion_tokens":40,"total_tokens":140,"prompt_tokens_details":{"cached_tokens":60},"completion_tokens_details":{"reasoning_tokens":30}}""";

    public static string UsageChunk => Chunk("", usage: Usage);

    public static string Text(string text) => Chunk($$$"""{"index":0,"delta":{"role":"assistant","content":"{{{text}}}"},"finish_reason":null}""");

    public static string Finish(string reason = "stop") => Chunk($$$"""{"index":0,"delta":{},"finish_reason":"{{{reason}}}"}""");

    public static string Tools(string calls) => Chunk($$$"""{"index":0,"delta":{"tool_calls":[{{{calls}}}]},"finish_reason":null}""");

    public static string Answer(string message, string finish) =>
        $$"""{"id":"c1","object":"chat.completion","created":1767225600,"model":"small-1","choices":[{"index":0,"message":{{message}},"finish_reason":"{{finish}}"}],"usage":{{Usage}}}""";

    public static string Error(string message) => $$$"""{"error":{"message":"{{{message}}}","type":"x","code":"y"}}""";

    public static ChatMessage[] Hello => [new(ChatRole.User, "Hello")];

    private static string Chunk(string choice, string usage = "null") =>
        $$"""{"id":"c1","object":"chat.completion.chunk","created":1767225600,"model":"small-1","choices":[{{choice}}],"usage":{{usage}}}""";
}
