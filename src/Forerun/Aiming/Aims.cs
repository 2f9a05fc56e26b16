using System.Collections.Concurrent;
using Forerun.Policies;

namespace Forerun.Aiming;

/// <summary>Where the dials of all workflows are, of those that have a target. Kept in memory: after a restart they begin again.</summary>
public sealed class Aims
{
    private readonly ConcurrentDictionary<string, Aim> aims = new();

    /// <summary>Settings with the dial where the target has brought it; the same where there is no target.</summary>
    /// <param name="workflow">Whose runs.</param>
    /// <param name="settings">Their settings; its dial is where a new target begins.</param>
    public Settings Turn(string workflow, Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Target is not { } target) return settings;
        var heading = Of(workflow, target, settings.Dial).Heading;
        return settings with { Dial = heading.Dial, Enabled = settings.Enabled && !heading.IsHeld };
    }

    /// <summary>Aims that have seen the same and go on by themselves.</summary>
    public Aims Copy()
    {
        var copy = new Aims();
        foreach (var (workflow, aim) in aims) copy.aims[workflow] = aim.Copy();
        return copy;
    }

    /// <summary>The aim of a workflow. Another target begins anew.</summary>
    internal Aim Of(string workflow, Target target, decimal from) => aims.AddOrUpdate(
        workflow, static (_, begin) => new Aim(begin.Target, begin.From),
        static (_, aim, begin) => aim.Target == begin.Target ? aim : new Aim(begin.Target, begin.From), (Target: target, From: from));
}
