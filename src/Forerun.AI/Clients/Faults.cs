using System.ClientModel;
using System.Security.Authentication;

namespace Forerun.AI.Clients;

/// <summary>Turns whatever goes wrong under a model call into one sentence that says what to do.</summary>
internal sealed class Faults(Uri endpoint, string key, TimeSpan timeout, TimeProvider time)
{
    private string Host => endpoint.IsDefaultPort ? endpoint.Host : $"{endpoint.Host}:{endpoint.Port}";

    public Exception Of(Exception cause, string model, Patience patience)
    {
        if (patience.Cancelled(cause) is { } cancelled) return cancelled;
        if (patience.HasRunOut) return TimedOut();
        if (cause is ObjectDisposedException) return cause;
        if (cause is ClientResultException { Status: > 0 } refused && refused.GetRawResponse() is { IsError: true } answer)
            return new Refusal(Host, model, key, time.GetUtcNow()).Of(answer);
        if (Chain(cause).OfType<NoAnswerException>().FirstOrDefault() is { } none) return NoAnswer(none);
        return Chain(cause).Select(Transport).FirstOrDefault(e => e is not null) ?? Malformed();
    }

    private ModelException Cut(Exception cause) => new(
        ModelErrorKind.Cut, $"The connection to {Host} ended before the answer did; try the call again.", cause);

    /// <summary>A stream came to its end, and never said that the answer is whole.</summary>
    /// <param name="held">Whether it held any part of an answer.</param>
    public ModelException Unfinished(bool held) => new(ModelErrorKind.Cut, held
        ? $"{Host} ended its stream without saying that the answer is whole; try the call again."
        : $"{Host} ended its stream without an answer, no piece of it held a choice; try again, and if it goes on check that this model answers chats.");

    /// <summary>A stream was asked for, and what came to its end held no piece of one.</summary>
    public ModelException NoStream(string? mediaType) => mediaType == "application/json"
        ? new(ModelErrorKind.Malformed, $"{Host} answered in one piece though a stream was asked for; use a service that streams, or ask without streaming.")
        : mediaType is null or "text/event-stream"
            ? new(ModelErrorKind.Cut, $"{Host} ended its stream before the first piece of an answer; try again, and if it goes on check the endpoint.")
            : Malformed();

    public ModelException Overlong(int cap) => new(
        ModelErrorKind.Overlong, FormattableString.Invariant($"{Host} went on past the {cap} tokens that were allowed, so it was stopped; use a service that keeps to MaxOutputTokens."));

    private ModelException NoAnswer(NoAnswerException none) => new(
        none.Status < 300 ? ModelErrorKind.Malformed : ModelErrorKind.RequestRefused,
        none.Status >= 300 ? $"{Host} points to another address (HTTP {none.Status}), where the key is not sent; give the endpoint that it has moved to, if you trust it."
        : none.IsEmpty
            ? $"{Host} answered with nothing (HTTP {none.Status}); check that the endpoint ends with its version, as in https://api.openai.com/v1, and that the service is up."
            : $"{Host} answered with a web page (HTTP {none.Status}); check that the endpoint ends with its version, as in https://api.openai.com/v1, and that no proxy or login stands before it.")
    { Status = none.Status };

    private ModelException Malformed() => new(
        ModelErrorKind.Malformed, $"{Host} sent something that is not a chat completion; check that the endpoint speaks OpenAI's chat protocol, or try again.");

    private ModelException TimedOut() => new(
        ModelErrorKind.TimedOut, FormattableString.Invariant($"Nothing came from {Host} within {timeout.TotalSeconds:0.###} s; try again or allow a longer time-out."));

    private ModelException? Transport(Exception cause) => cause switch
    {
        AuthenticationException or HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => new(
            ModelErrorKind.TlsRefused, $"No secure connection to {Host} could be made; check that it speaks TLS (https) and that its certificate is trusted here.", cause),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => new(
            ModelErrorKind.Unreachable, $"The host {Host} was not found; check the endpoint.", cause),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => new(
            ModelErrorKind.Unreachable, $"Nothing answers at {Host}; check the endpoint and that the service runs.", cause),
        HttpRequestException or IOException => Cut(cause),
        _ => null,
    };

    private static IEnumerable<Exception> Chain(Exception? cause)
    {
        for (; cause is not null; cause = cause.InnerException) yield return cause;
    }
}
