using System.ClientModel.Primitives;
using System.Text.Json;

namespace Forerun.AI.Clients;

/// <summary>An HTTP answer that is an error, as one sentence.</summary>
internal sealed class Refusal(string host, string model, string key, DateTimeOffset now)
{
    private const int MaxWords = 500;

    public ModelException Of(PipelineResponse answer)
    {
        var (kind, sentence) = Meaning(answer.Status);
        return new(kind, sentence) { Status = answer.Status, RetryAfter = RateHeaders.RetryAfter(name => answer.Headers.TryGetValue(name, out var text) ? text : null, now), ServiceMessage = Words(answer) };
    }

    private (ModelErrorKind Kind, string Sentence) Meaning(int status) => status switch
    {
        401 or 403 => (ModelErrorKind.KeyRefused, $"{host} does not accept the key for the model '{model}' (HTTP {status}); check the key and what it may use."),
        404 => (ModelErrorKind.UnknownModel, $"{host} knows no model '{model}', or the endpoint's path is wrong (HTTP 404); check both."),
        429 => (ModelErrorKind.RateLimited, $"{host} allows no more calls of the model '{model}' for now (HTTP 429); wait and try again."),
        408 or >= 500 => (ModelErrorKind.ServiceFailed, $"{host} failed (HTTP {status}); try again."),
        _ => (ModelErrorKind.RequestRefused, $"{host} does not accept the request (HTTP {status}); read ServiceMessage for its reason and change the request."),
    };

    private string? Words(PipelineResponse answer)
    {
        try
        {
            using var body = JsonDocument.Parse(answer.Content);
            var words = body.RootElement.GetProperty("error").GetProperty("message").GetString()?.Replace(key, "***", StringComparison.Ordinal);
            return words?.Length > MaxWords ? words[..MaxWords] : words;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }
}
