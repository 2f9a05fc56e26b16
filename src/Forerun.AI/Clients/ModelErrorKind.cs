namespace Forerun.AI.Clients;

/// <summary>What went wrong with a model call, by what to do about it.</summary>
public enum ModelErrorKind
{
    /// <summary>No key was given.</summary>
    NoKey,

    /// <summary>The service does not accept the key, or the key may not use the model.</summary>
    KeyRefused,

    /// <summary>The service's host cannot be found or reached.</summary>
    Unreachable,

    /// <summary>The secure connection could not be made.</summary>
    TlsRefused,

    /// <summary>The service knows no such model, or no such path.</summary>
    UnknownModel,

    /// <summary>The service does not accept the request as it is.</summary>
    RequestRefused,

    /// <summary>Too many requests or tokens; see <see cref="ModelException.RetryAfter"/>.</summary>
    RateLimited,

    /// <summary>The account has nothing left to pay with: waiting does not help.</summary>
    OutOfCredit,

    /// <summary>The service failed, or is overloaded.</summary>
    ServiceFailed,

    /// <summary>The connection or the stream ended before the answer did.</summary>
    Cut,

    /// <summary>What came is not an answer of this protocol.</summary>
    Malformed,

    /// <summary>Nothing came within the time-out.</summary>
    TimedOut,

    /// <summary>The service did not keep to the most output that it was allowed.</summary>
    Overlong,
}
