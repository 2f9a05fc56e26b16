using System.ClientModel.Primitives;
using System.Text.Json;

namespace Forerun.AI.Clients;

/// <summary>An HTTP answer that is an error, as one sentence.</summary>
internal sealed class Refusal(string host, string model, string key, DateTimeOffset now)
{
    private const int MaxWords = 500;
    private const int MaxCode = 60;

    public ModelException Of(PipelineResponse answer)
    {
        var error = Error(answer);
        var code = Code(error);
        var (kind, sentence) = Meaning(answer.Status, code);
        return new(kind, sentence)
        {
            Status = answer.Status, ServiceMessage = Words(error),
            RetryAfter = RateHeaders.RetryAfter(name => answer.Headers.TryGetValue(name, out var text) ? text : null, now),
        };
    }

    private (ModelErrorKind Kind, string Sentence) Meaning(int status, string? code) => (status, code) switch
    {
        (402, _) or (429, "insufficient_quota" or "billing_hard_limit_reached" or "billing_not_active") => (
            ModelErrorKind.OutOfCredit,
            $"The account at {host} has nothing left to pay for the model '{model}' with ({Http(status, code)}); waiting does not help: top it up, raise its limit or use another key."),
        (401 or 403, _) => (ModelErrorKind.KeyRefused, $"{host} does not accept the key for the model '{model}' ({Http(status, code)}); check the key and what it may use."),
        (404, _) => (ModelErrorKind.UnknownModel, $"{host} knows no model '{model}', or the endpoint's path is wrong ({Http(status, code)}); check both."),
        (405 or 501, _) => (
            ModelErrorKind.RequestRefused,
            $"{host} does not offer chat completions at this path ({Http(status, code)}); check that the endpoint ends with its version, as in https://api.openai.com/v1."),
        (429, _) => (ModelErrorKind.RateLimited, $"{host} allows no more calls of the model '{model}' for now ({Http(status, code)}); wait and try again."),
        (408 or >= 500, _) => (ModelErrorKind.ServiceFailed, $"{host} failed ({Http(status, code)}); try again, and if it goes on look whether the service is up."),
        (413, _) => (ModelErrorKind.RequestRefused, $"The request is larger than {host} takes ({Http(status, code)}); send less."),
        _ => (
            ModelErrorKind.RequestRefused,
            $"{host} does not accept the request for the model '{model}' ({Http(status, code)}); check that the model takes such messages, tools and options, and change what it does not."),
    };

    private static string Http(int status, string? code) => code is null ? $"HTTP {status}" : $"HTTP {status}, {code}";

    /// <summary>The service's own name for the error. Only what looks like a name is one: a service may repeat what it was asked.</summary>
    private static string? Code(JsonElement? error)
    {
        foreach (var field in (ReadOnlySpan<string>)["code", "type"])
        {
            if (error is { } said && said.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String
                && value.GetString() is { Length: > 0 and <= MaxCode } code && code.All(static c => char.IsAsciiLetterLower(c) || c == '_'))
                return code;
        }

        return null;
    }

    private string? Words(JsonElement? error)
    {
        if (error is not { } said || !said.TryGetProperty("message", out var message) || message.ValueKind != JsonValueKind.String) return null;
        var words = message.GetString()!.Replace(key, "***", StringComparison.Ordinal);
        return words.Length > MaxWords ? words[..MaxWords] : words;
    }

    private static JsonElement? Error(PipelineResponse answer)
    {
        try
        {
            var body = JsonElement.Parse(answer.Content.ToMemory().Span);
            return body.ValueKind == JsonValueKind.Object && body.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object ? error : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
