namespace Forerun.Testing;

/// <summary>How a request to a <see cref="ModelServer"/> ended.</summary>
public enum RequestOutcome
{
    /// <summary>It hasn't ended yet.</summary>
    Open,

    /// <summary>It was answered to the last token, perhaps late, without usage or at huge length.</summary>
    Completed,

    /// <summary>The client went away before the end.</summary>
    Cancelled,

    /// <summary>A fault kept it from a whole answer: an error, a cut, a broken chunk.</summary>
    Faulted,

    /// <summary>It was wrong itself, and was answered with 400, 401 or 404.</summary>
    Refused,

    /// <summary>The server was stopped before the end.</summary>
    Stopped,
}
