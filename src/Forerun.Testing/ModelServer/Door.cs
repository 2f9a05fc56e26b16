using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Forerun.Testing;

/// <summary>Where requests come in: who may, what they want, and how each of them ends.</summary>
internal sealed class Door(ModelServerOptions options, RequestLog log, CancellationToken stopping)
{
    private readonly byte[]? key = options.ApiKey is { } key ? Encoding.UTF8.GetBytes($"Bearer {key}") : null;

    public async Task HandleAsync(HttpContext http)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        var (method, path) = (http.Request.Method, http.Request.Path.Value ?? "");
        if (method == "POST" && path == "/v1/chat/completions") await CompleteAsync(http, log.Open(), gone.Token).ConfigureAwait(false);
        else if (!Knows(http)) await SendAsync(http, ApiError.Key).ConfigureAwait(false);
        else if (method == "GET" && path == "/v1/models") await SendAsync(http, 200, Wire.Models(options.Models)).ConfigureAwait(false);
        else await SendAsync(http, ApiError.NoPath(method, path)).ConfigureAwait(false);
    }

    private async Task CompleteAsync(HttpContext http, RecordedRequest record, CancellationToken cancellationToken)
    {
        var outcome = RequestOutcome.Refused;
        try
        {
            var request = await ReadAsync(http, record, cancellationToken).ConfigureAwait(false);
            outcome = RequestOutcome.Faulted;
            var question = log.Accept(record, request);
            record.Fault = options.Faults.For(question);
            await new Exchange(http, options, record, request, $"chatcmpl-{question.Index + 1}").RunAsync(cancellationToken).ConfigureAwait(false);
            if (record.Fault is not (ModelFault.MalformedChunk or ModelFault.WebPage or ModelFault.EmptyAnswer)) outcome = RequestOutcome.Completed;
        }
        catch (RefusedException refused)
        {
            await SendAsync(http, refused.Error).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not CutException && cancellationToken.IsCancellationRequested)
        {
            outcome = http.RequestAborted.IsCancellationRequested ? RequestOutcome.Cancelled : RequestOutcome.Stopped;
            http.Abort();
        }
        finally
        {
            record.End(outcome);
        }
    }

    private async Task<ModelRequest> ReadAsync(HttpContext http, RecordedRequest record, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        record.Body = await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        if (!Knows(http)) throw new RefusedException(ApiError.Key);
        try
        {
            return RequestReader.Read(record.Body, options.Models);
        }
        catch (FormatException error)
        {
            throw new RefusedException(ApiError.Invalid(error.Message));
        }
    }

    private bool Knows(HttpContext http) =>
        key is null || CryptographicOperations.FixedTimeEquals(key, Encoding.UTF8.GetBytes(http.Request.Headers.Authorization.ToString()));

    private static Task SendAsync(HttpContext http, ApiError error) => SendAsync(http, error.Status, error.ToJson());

    private static Task SendAsync(HttpContext http, int status, JsonObject json)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(json.ToJsonString(), http.RequestAborted);
    }
}
