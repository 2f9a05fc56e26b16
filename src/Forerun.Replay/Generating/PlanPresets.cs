namespace Forerun.Replay.Generating;

/// <summary>Options of <see cref="PlanGenerator"/> that are fitted to something published.</summary>
public static class PlanPresets
{
    /// <summary>
    /// Plans on which fixed depths of 2, 4 and 6 give the first three rows of DSP's table for OpenAGI, Direct to ReAct (arXiv 2509.01920,
    /// Table 1), against target plus drafter: each of ΔT, ΔP, ΔG and ΔCost within 15 % or 5 points. Nothing else was fitted, and nothing
    /// of it was measured; see docs/dsp.md.
    /// </summary>
    public static PlanOptions DspTable { get; } = new()
    {
        Runs = 312, Tasks = 312, MinSteps = 6, MaxSteps = 17, HitRate = 0.477, FalseTerminateRate = 0.022,
        TargetSeconds = 9, DrafterSeconds = 0.55, Jitter = 1.03, DrafterJitter = 0.48, Model = "gpt-4.1-mini", DrafterModel = "gpt-4.1-mini",
        InputTokens = 4_000, OutputTokens = 268, DrafterInputTokens = 1_000, DrafterOutputTokens = 4,
    };
}
