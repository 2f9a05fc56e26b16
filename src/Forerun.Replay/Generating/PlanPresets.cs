namespace Forerun.Replay.Generating;

/// <summary>Options of <see cref="PlanGenerator"/> that are fitted to something published.</summary>
public static class PlanPresets
{
    /// <summary>
    /// Plans on which fixed depths of 2, 4 and 6 give the first three rows of DSP's table for OpenAGI, Direct to ReAct (arXiv 2509.01920,
    /// Table 1), against target plus drafter, with seed 1: each of ΔT, ΔP, ΔG and ΔCost within 15 % or 5 points. Nothing else was fitted,
    /// and nothing of it was measured; see docs/dsp.md.
    /// </summary>
    public static PlanOptions DspTable { get; } = new()
    {
        Runs = 1_000, Tasks = 1_000, MinSteps = 4, MaxSteps = 14, HitRate = 0.49, FalseTerminateRate = 0.035,
        TargetSeconds = 9, DrafterSeconds = 0.7, Jitter = 0.76, OutputJitter = 1.45, Model = "gpt-4.1-mini", DrafterModel = "gpt-4.1-mini",
        InputTokens = 4_000, OutputTokens = 350, DrafterInputTokens = 2_400, DrafterOutputTokens = 2,
    };
}
