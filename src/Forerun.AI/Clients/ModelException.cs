namespace Forerun.AI.Clients;

/// <summary>A model call has failed. The message is one sentence that says what to do; it holds no key and no content.</summary>
public sealed class ModelException : Exception
{
    internal ModelException(ModelErrorKind kind, string message, Exception? inner = null)
        : base(message, inner) => Kind = kind;

    /// <summary>What went wrong.</summary>
    public ModelErrorKind Kind { get; }

    /// <summary>The HTTP status; null if none came.</summary>
    public int? Status { get; internal init; }

    /// <summary>How long the service asks to wait before the next try; null if it does not say.</summary>
    public TimeSpan? RetryAfter { get; internal init; }

    /// <summary>
    /// The service's own words, with the key blotted out; null if none came. Not part of the message, since a service may repeat
    /// what it was asked.
    /// </summary>
    public string? ServiceMessage { get; internal init; }

    /// <summary>Whether the same call may succeed if it is tried again.</summary>
    public bool IsTransient => Kind is ModelErrorKind.RateLimited or ModelErrorKind.ServiceFailed or ModelErrorKind.Cut
        or ModelErrorKind.Malformed or ModelErrorKind.TimedOut or ModelErrorKind.Unreachable;

    /// <summary>Whether the service may have begun to answer, so that it may bill the call.</summary>
    public bool MayBeBilled => Kind is ModelErrorKind.Cut or ModelErrorKind.Malformed or ModelErrorKind.TimedOut or ModelErrorKind.Overlong;
}
