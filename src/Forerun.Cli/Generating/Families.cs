using Forerun.Replay.Generating;

namespace Forerun.Cli.Generating;

/// <summary>The families of traces, each with all its parameters; ranges and defaults are the generators' own.</summary>
internal static class Families
{
    private const string Count = "1 to 1,000,000", Share = "0 to 1", Spread = "0 to 2";
    private const string Seconds = "0.001 to 86,400 s", Tokens = "0 to 10,000,000";

    public static Family<PlanOptions> Plan() =>
        new Family<PlanOptions>("plan", "Plans of an agent with a drafter: chains that end at TERMINATE.",
                new PlanOptions(), PlanGenerator.Generate, o => o.Validate())
            .Like("dsp-table", "plans fitted to the fixed depths of DSP's published table", PlanPresets.DspTable)
            .With("--runs", Count, "Runs", o => o.Runs, (o, v) => o with { Runs = v })
            .With("--tasks", "1 to 1,000", "Tasks, taken in turn; runs of one task take the same actions",
                o => o.Tasks, (o, v) => o with { Tasks = v })
            .With("--min-steps", "1 to 1,000", "Steps of the shortest plan", o => o.MinSteps, (o, v) => o with { MinSteps = v })
            .With("--max-steps", "that of the shortest to 1,000", "Steps of the longest plan",
                o => o.MaxSteps, (o, v) => o with { MaxSteps = v })
            .With("--hit-rate", Share, "P that a guess is right", o => o.HitRate, (o, v) => o with { HitRate = v })
            .With("--false-terminate-rate", Share, "Share of wrong guesses that say TERMINATE",
                o => o.FalseTerminateRate, (o, v) => o with { FalseTerminateRate = v })
            .With("--target-seconds", Seconds, "Mean of a step", o => o.TargetSeconds, (o, v) => o with { TargetSeconds = v })
            .With("--drafter-seconds", Seconds, "Mean of a guess", o => o.DrafterSeconds, (o, v) => o with { DrafterSeconds = v })
            .With("--jitter", Spread, "Spread of seconds and tokens", o => o.Jitter, (o, v) => o with { Jitter = v })
            .With("--output-jitter", Spread, "Spread of a step's output tokens; unset, as of its seconds",
                o => o.OutputJitter, (o, v) => o with { OutputJitter = v })
            .With("--model", null, "The target's model", o => o.Model, (o, v) => o with { Model = v })
            .With("--drafter-model", null, "The drafter's model", o => o.DrafterModel, (o, v) => o with { DrafterModel = v })
            .With("--input-tokens", Tokens, "Mean of a step", o => o.InputTokens, (o, v) => o with { InputTokens = v })
            .With("--output-tokens", Tokens, "Mean of a step", o => o.OutputTokens, (o, v) => o with { OutputTokens = v })
            .With("--drafter-input-tokens", Tokens, "Mean of a guess",
                o => o.DrafterInputTokens, (o, v) => o with { DrafterInputTokens = v })
            .With("--drafter-output-tokens", Tokens, "Mean of a guess",
                o => o.DrafterOutputTokens, (o, v) => o with { DrafterOutputTokens = v });

    public static Family<RouterOptions> Router() =>
        new Family<RouterOptions>("router", "A router before an answer that is sent.",
                new RouterOptions(), RouterGenerator.Generate, o => o.Validate())
            .With("--runs", Count, "Runs", o => o.Runs, (o, v) => o with { Runs = v })
            .With("--ways", "2 to 64", "Routes", o => o.Ways, (o, v) => o with { Ways = v })
            .With("--skew", "0 (uniform) to 10", "Zipf exponent of the routes", o => o.Skew, (o, v) => o with { Skew = v })
            .With("--drift-at-run", "1 to 1,000,000", "The run at which the likely routes change",
                o => o.DriftAtRun, (o, v) => o with { DriftAtRun = v })
            .With("--classify-seconds", Seconds, "Mean of the classifier", o => o.ClassifySeconds, (o, v) => o with { ClassifySeconds = v })
            .With("--draft-seconds", Seconds, "Mean of the draft", o => o.DraftSeconds, (o, v) => o with { DraftSeconds = v })
            .With("--send-seconds", Seconds, "Mean of sending", o => o.SendSeconds, (o, v) => o with { SendSeconds = v })
            .With("--jitter", Spread, "Spread of seconds and tokens", o => o.Jitter, (o, v) => o with { Jitter = v })
            .With("--model", null, "The model of classifier and draft", o => o.Model, (o, v) => o with { Model = v })
            .With("--classify-input-tokens", Tokens, "Of the classifier",
                o => o.ClassifyInputTokens, (o, v) => o with { ClassifyInputTokens = v })
            .With("--classify-output-tokens", Tokens, "Mean of the classifier",
                o => o.ClassifyOutputTokens, (o, v) => o with { ClassifyOutputTokens = v })
            .With("--draft-input-tokens", Tokens, "Of the draft", o => o.DraftInputTokens, (o, v) => o with { DraftInputTokens = v })
            .With("--draft-output-tokens", Tokens, "Mean of the draft; unset, it follows from the value ratio",
                o => o.DraftOutputTokens, (o, v) => o with { DraftOutputTokens = v })
            .With("--value-ratio", "0.001 to 1,000", "L / C to aim at, at $0.01/s", o => o.ValueRatio, (o, v) => o with { ValueRatio = v })
            .With("--input-price", "0 to 10,000 USD per million tokens", "For the ratio only",
                o => o.InputPrice, (o, v) => o with { InputPrice = v })
            .With("--output-price", "above 0 to 10,000 USD per million tokens", "For the ratio only",
                o => o.OutputPrice, (o, v) => o with { OutputPrice = v });

    public static Family<DagOptions> Dag() =>
        new Family<DagOptions>("dag", "Fans out and in: a source, equal branches, a join.",
                new DagOptions(), DagGenerator.Generate, o => o.Validate())
            .With("--runs", Count, "Runs", o => o.Runs, (o, v) => o with { Runs = v })
            .With("--fan-out", "1 to 16", "Branches of a level", o => o.FanOut, (o, v) => o with { FanOut = v })
            .With("--levels", "1 to 6", "How often source, branches and join follow each other",
                o => o.Levels, (o, v) => o with { Levels = v })
            .With("--fan-in-only", null, "No sources: slow branches, then the join", o => o.FanInOnly, (o, v) => o with { FanInOnly = v })
            .With("--hit-rate", Share, "P that a value takes its usual form", o => o.HitRate, (o, v) => o with { HitRate = v })
            .With("--topics", "2 to 64", "Forms of a value", o => o.Topics, (o, v) => o with { Topics = v })
            .With("--source-seconds", Seconds, "Mean of a source", o => o.SourceSeconds, (o, v) => o with { SourceSeconds = v })
            .With("--branch-seconds", Seconds, "Mean of a branch", o => o.BranchSeconds, (o, v) => o with { BranchSeconds = v })
            .With("--join-seconds", Seconds, "Mean of a join", o => o.JoinSeconds, (o, v) => o with { JoinSeconds = v })
            .With("--jitter", Spread, "Spread of seconds and tokens", o => o.Jitter, (o, v) => o with { Jitter = v })
            .With("--model", null, "The model of every step", o => o.Model, (o, v) => o with { Model = v })
            .With("--input-tokens", Tokens, "Of a step", o => o.InputTokens, (o, v) => o with { InputTokens = v })
            .With("--output-tokens", Tokens, "Mean of a step", o => o.OutputTokens, (o, v) => o with { OutputTokens = v });

    public static Family<TreeOptions> Tree() =>
        new Family<TreeOptions>("tree", "Routers behind routers, then an answer.",
                new TreeOptions(), TreeGenerator.Generate, o => o.Validate())
            .With("--runs", Count, "Runs", o => o.Runs, (o, v) => o with { Runs = v })
            .With("--ways", "2 to 12", "Routes of each router", o => o.Ways, (o, v) => o with { Ways = v })
            .With("--levels", "1 to 6", "Routers on the way to the answer", o => o.Levels, (o, v) => o with { Levels = v })
            .With("--skew", "0 (uniform) to 10", "Zipf exponent of the routes", o => o.Skew, (o, v) => o with { Skew = v })
            .With("--router-seconds", Seconds, "Mean of a router", o => o.RouterSeconds, (o, v) => o with { RouterSeconds = v })
            .With("--answer-seconds", Seconds, "Mean of the answer", o => o.AnswerSeconds, (o, v) => o with { AnswerSeconds = v })
            .With("--jitter", Spread, "Spread of seconds and tokens", o => o.Jitter, (o, v) => o with { Jitter = v })
            .With("--model", null, "The model of every step", o => o.Model, (o, v) => o with { Model = v })
            .With("--router-input-tokens", Tokens, "Of a router", o => o.RouterInputTokens, (o, v) => o with { RouterInputTokens = v })
            .With("--router-output-tokens", Tokens, "Mean of a router",
                o => o.RouterOutputTokens, (o, v) => o with { RouterOutputTokens = v })
            .With("--answer-input-tokens", Tokens, "Of the answer", o => o.AnswerInputTokens, (o, v) => o with { AnswerInputTokens = v })
            .With("--answer-output-tokens", Tokens, "Mean of the answer",
                o => o.AnswerOutputTokens, (o, v) => o with { AnswerOutputTokens = v });

    public static Family<VerifyOptions> Verify() =>
        new Family<VerifyOptions>("verify", "Outputs that are verified before their children use them.",
                new VerifyOptions(), VerifyGenerator.Generate, o => o.Validate())
            .With("--runs", Count, "Runs", o => o.Runs, (o, v) => o with { Runs = v })
            .With("--levels", "1 to 6", "How often executor, verifier and children follow each other",
                o => o.Levels, (o, v) => o with { Levels = v })
            .With("--children", "1 to 16", "Children of a verified output", o => o.Children, (o, v) => o with { Children = v })
            .With("--match-rate", Share, "P that a verifier changes nothing", o => o.MatchRate, (o, v) => o with { MatchRate = v })
            .With("--execute-seconds", Seconds, "Mean of an executor", o => o.ExecuteSeconds, (o, v) => o with { ExecuteSeconds = v })
            .With("--verify-seconds", Seconds, "Mean of a verifier", o => o.VerifySeconds, (o, v) => o with { VerifySeconds = v })
            .With("--child-seconds", Seconds, "Mean of a child", o => o.ChildSeconds, (o, v) => o with { ChildSeconds = v })
            .With("--jitter", Spread, "Spread of seconds and tokens", o => o.Jitter, (o, v) => o with { Jitter = v })
            .With("--model", null, "The model of every step", o => o.Model, (o, v) => o with { Model = v })
            .With("--input-tokens", Tokens, "Of an executor or a child", o => o.InputTokens, (o, v) => o with { InputTokens = v })
            .With("--output-tokens", Tokens, "Mean of an executor or a child", o => o.OutputTokens, (o, v) => o with { OutputTokens = v })
            .With("--verify-input-tokens", Tokens, "Of a verifier", o => o.VerifyInputTokens, (o, v) => o with { VerifyInputTokens = v })
            .With("--verify-output-tokens", Tokens, "Mean of a verifier",
                o => o.VerifyOutputTokens, (o, v) => o with { VerifyOutputTokens = v });
}
