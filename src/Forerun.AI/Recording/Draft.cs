using Forerun.Traces;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Recording;

/// <summary>A step that is being recorded: begun, and perhaps not ended yet.</summary>
internal sealed class Draft(TraceStep step, TimeSpan began, IReadOnlyList<Draft> after)
{
    /// <summary>What is written of it.</summary>
    public TraceStep Step { get; set; } = step;

    public TimeSpan Began => began;

    /// <summary>When it ended; null while it is under way.</summary>
    public TimeSpan? Ended { get; set; }

    /// <summary>The steps directly before it.</summary>
    public IReadOnlyList<Draft> After => after;
}

/// <summary>A tool that a reply has called and that has not answered yet.</summary>
internal sealed record Called(FunctionCallContent Call, Draft By);
