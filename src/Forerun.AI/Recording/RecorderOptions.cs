using Forerun.Effects;
using Forerun.Recording;

namespace Forerun.AI.Recording;

/// <summary>How the calls of an agent are recorded.</summary>
public sealed record RecorderOptions : RecordingOptions
{
    /// <summary>What each tool does to the world, by its name. Default: nothing is declared, and what is not declared is irreversible.</summary>
    public IReadOnlyDictionary<string, Effect> Effects { get; init; } = new Dictionary<string, Effect>();

    /// <summary>How long a run may be silent before its line is written; above zero. Default: 30 minutes.</summary>
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How many runs are held until they end; the longest silent one is written to make room. At least 1. Default: 1,000.</summary>
    public int MaxOpenRuns { get; init; } = 1_000;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Errors
    {
        get
        {
            var errors = new List<string>(base.Errors);
            if (IdleAfter <= TimeSpan.Zero) errors.Add($"{nameof(IdleAfter)} is {IdleAfter}; give a time above zero.");
            if (MaxOpenRuns < 1) errors.Add($"{nameof(MaxOpenRuns)} is {MaxOpenRuns}; give at least 1.");
            return errors;
        }
    }
}
