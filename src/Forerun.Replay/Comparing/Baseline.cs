namespace Forerun.Replay.Comparing;

/// <summary>What the dollars and tokens of the columns are compared with. Seconds and net values do not depend on it.</summary>
public enum Baseline
{
    /// <summary>The sequential run: every step once.</summary>
    Target,

    /// <summary>
    /// Every step once, and beside it the first drafter recorded for it: the sequential cost of Dynamic Speculative Planning (arXiv
    /// 2509.01920), which has to pay its drafter anyway.
    /// </summary>
    TargetAndDrafter,
}
