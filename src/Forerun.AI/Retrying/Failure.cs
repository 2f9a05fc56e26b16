using System.Net;
using Forerun.AI.Clients;

namespace Forerun.AI.Retrying;

/// <summary>What a failed try was, by what it means for the next one.</summary>
/// <param name="Why">In a word or two.</param>
/// <param name="Retry">Whether the same call may succeed if it is sent again, and nothing is done twice by that.</param>
/// <param name="RetryAfter">How long the service asks to wait.</param>
/// <param name="MayBeBilled">Whether the service may have begun to answer.</param>
internal readonly record struct Failure(string Why, bool Retry, TimeSpan? RetryAfter = null, bool MayBeBilled = false)
{
    /// <summary>Judges by what was thrown and by whether the answer had begun.</summary>
    public static Failure Of(Exception cause, bool hasBegun) => cause switch
    {
        ModelException e => new(Word(e), IsWorthwhile(e, hasBegun), e.RetryAfter, e.MayBeBilled),
        HttpRequestException { StatusCode: { } status } => new($"HTTP {(int)status}", status == HttpStatusCode.TooManyRequests || (int)status >= 500),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } e => new($"{e.HttpRequestError}", false),
        HttpRequestException e => new($"{e.HttpRequestError}", true, null, e.HttpRequestError != HttpRequestError.ConnectionError),
        IOException => new("IOException", hasBegun, null, true),
        _ => new(cause.GetType().Name, false, null, cause is not (ArgumentException or NotSupportedException)),
    };

    private static string Word(ModelException e) => e.Status is { } status ? $"{e.Kind} (HTTP {status})" : $"{e.Kind}";

    private static bool IsWorthwhile(ModelException e, bool hasBegun) => e.Kind switch
    {
        ModelErrorKind.RateLimited or ModelErrorKind.ServiceFailed or ModelErrorKind.Cut or ModelErrorKind.TimedOut => true,
        // A host that is not found is a wrong name more often than a bad moment.
        ModelErrorKind.Unreachable => e.InnerException is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError },
        // An endpoint that has never said anything sensible speaks another protocol.
        ModelErrorKind.Malformed => hasBegun,
        _ => false,
    };
}
