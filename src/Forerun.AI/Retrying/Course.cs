namespace Forerun.AI.Retrying;

/// <summary>How the try under way is going, as far as whoever makes the tries must know.</summary>
internal sealed class Course
{
    /// <summary>Whether the service has begun to answer.</summary>
    public bool HasBegun { get; set; }

    /// <summary>Told of a try that failed and is followed by another.</summary>
    public Action<FailedTry>? OnFailed { get; init; }
}
