namespace Forerun.Replay.Generating;

/// <summary>Options of a generator that can't be used; every reason at once.</summary>
public sealed class InvalidOptionsException(IReadOnlyList<string> errors) : Exception(string.Join(" ", errors))
{
    /// <summary>What is wrong, a sentence each; never empty.</summary>
    public IReadOnlyList<string> Errors { get; } = errors;
}
