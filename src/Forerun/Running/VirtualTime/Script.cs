using Forerun.Pricing;
using Forerun.Workflows;

namespace Forerun.Running.VirtualTime;

/// <summary>What a call does in virtual time: how long it takes and what it leaves.</summary>
/// <param name="Duration">From start to end, not negative.</param>
/// <param name="Output">What it returns.</param>
/// <param name="Usage">The tokens of the whole call.</param>
public sealed record Script(TimeSpan Duration, Value Output, TokenUsage? Usage = null)
{
    /// <summary>The error with which it ends instead of its output; null: it succeeds.</summary>
    public string? Error { get; init; }

    /// <summary>Whether the error is an answer: those who have asked for the call are told its output. Default: false.</summary>
    public bool IsAnswer { get; init; }

    /// <summary>What it produces on its way, in order of time, before its end.</summary>
    public IReadOnlyList<(TimeSpan At, Growing SoFar)> Chunks { get; init; } = [];

    /// <summary>Tries that fail at once, before the one that takes its time: what each used, and the wait after it. Default: none.</summary>
    public IReadOnlyList<(TokenUsage? Usage, TimeSpan Wait)> FailedTries { get; init; } = [];

    /// <summary>How long it goes on after it was told to stop; a call that ignores that goes on to its end. Default: not at all.</summary>
    public TimeSpan StopsAfter { get; init; }
}

/// <summary>The world outside, in virtual time: a recorded trace, a seed.</summary>
public interface IScriptSource
{
    /// <summary>What a call does. A function of the call, not of who asks for it or when.</summary>
    Script Of(Call call);

    /// <summary>A try begins of a call that does this.</summary>
    void Try(Script script)
    {
    }

    /// <summary>A staged effect leaves.</summary>
    void Commit(Call call)
    {
    }

    /// <summary>A real call with an effect starts.</summary>
    void Begin(Call call)
    {
    }
}
