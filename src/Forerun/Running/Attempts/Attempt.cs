using Forerun.Deciding;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Pricing;
using Forerun.Workflows;

namespace Forerun.Running.Attempts;

/// <summary>Where an attempt stands.</summary>
public enum AttemptState
{
    /// <summary>It waits for room.</summary>
    Waiting,

    /// <summary>It is under way.</summary>
    Running,

    /// <summary>It was told to stop and has not been awaited yet. Its result is nobody's any more.</summary>
    Stopping,

    /// <summary>It has its output.</summary>
    Finished,

    /// <summary>It has failed.</summary>
    Failed,

    /// <summary>It was stopped, or never started.</summary>
    Cancelled,
}

/// <summary>A call under way or finished. Only the machine changes it.</summary>
public sealed class Attempt
{
    internal Attempt(int id, Call call, Standing standing, TimeSpan requestedAt, int effectsBefore, Settings settings)
    {
        Id = id;
        Call = call;
        Standing = standing;
        RequestedAt = requestedAt;
        EffectsBefore = effectsBefore;
        Settings = settings;
    }

    /// <summary>Its number within the run, from 1.</summary>
    public int Id { get; }

    /// <summary>What it runs.</summary>
    public Call Call { get; }

    /// <summary>What it was started as.</summary>
    public Standing Standing { get; }

    /// <summary>Whether the real world wants it: started for it, or adopted by it.</summary>
    public bool IsAuthoritative => Wanted.Count > 0;

    /// <summary>Where it stands.</summary>
    public AttemptState State { get; internal set; }

    /// <summary>When it was asked for.</summary>
    public TimeSpan RequestedAt { get; }

    /// <summary>When it started.</summary>
    public TimeSpan StartedAt { get; internal set; }

    /// <summary>Whether it was ever under way. One that never was costs nothing.</summary>
    public bool HasStarted { get; internal set; }

    /// <summary>When it ended.</summary>
    public TimeSpan EndedAt { get; internal set; }

    /// <summary>Its output.</summary>
    public Value? Output { get; internal set; }

    /// <summary>What it has produced so far.</summary>
    public Growing? Growing { get; internal set; }

    /// <summary>What it has cost, once it has ended, without tries before the last; null: no price known.</summary>
    public Usd? Cost { get; internal set; }

    /// <summary>What its tries before the last have cost, as far as it is known.</summary>
    public Usd CostOfRetries => Failed?.Cost ?? Usd.Zero;

    /// <summary>The tokens that it was charged for, without tries before the last.</summary>
    public TokenUsage? Usage { get; internal set; }

    /// <summary>How long it had been under way when the real world asked for it.</summary>
    public TimeSpan HeadStart { get; internal set; }

    /// <summary>Its tries before the last; null: it had none.</summary>
    internal FailedTries? Failed { get; set; }

    /// <summary>When its last try began, or the one before failed if it has not begun.</summary>
    internal TimeSpan TryStartedAt => Failed?.Since ?? StartedAt;

    /// <summary>All that is known of what it has cost.</summary>
    internal Usd KnownCost => (Cost ?? Usd.Zero) + CostOfRetries;

    /// <summary>The bet that it was started for; null if the real world asked for it.</summary>
    internal Bet? Bet { get; set; }

    /// <summary>The real slots that its output goes to.</summary>
    internal List<string> Wanted { get; } = [];

    /// <summary>The settings in force when it was asked for: by their prices its room is reserved and its charge made out.</summary>
    internal Settings Settings { get; }

    /// <summary>How often an effect of the run had begun or ended when it started: a read is stale once another does.</summary>
    internal int EffectsBefore { get; }

    /// <summary>Whether it is not over yet.</summary>
    public bool IsOpen => State is AttemptState.Waiting or AttemptState.Running or AttemptState.Stopping;

    /// <inheritdoc/>
    public override string ToString() => $"#{Id} {Call} {State}";
}
