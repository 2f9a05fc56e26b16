using System.Text.Json;
using Forerun.Workflows;

namespace Forerun.Traces;

/// <summary>Reads one run: the object of one line.</summary>
internal static class RunReader
{
    private static readonly string[] Known =
        ["run", "workload", "task", "tenant", "conversation", "timing", "tokens", "cancel_rule", "steps", "logged"];

    public static TraceRun Read(JsonElement line, string workload, int number, ReadPaths paths)
    {
        if (NoTrace.WhatItIs(line) is { } other)
            throw new MalformedFieldException("$", other);
        var fields = new JsonFields(line);
        var steps = fields.Items("steps"u8, StepReader.Read) ?? throw JsonFields.Wrong("steps"u8, "missing");
        var run = new TraceRun
        {
            Run = Id(fields),
            Workload = fields.TextOrNull("workload"u8) ?? workload,
            Task = fields.TextOrNull("task"u8),
            Tenant = fields.TextOrNull("tenant"u8),
            Conversation = fields.TextOrNull("conversation"u8),
            Timing = fields.Word("timing"u8, Words.Timings) ?? Timing.Measured,
            Tokens = fields.TextOrNull("tokens"u8),
            CancelRule = fields.Word("cancel_rule"u8, Words.CancelRules),
            Steps = StepOrder.Of(steps),
            Logged = fields.Inner("logged"u8, LogReader.Read),
            Extra = fields.Others(Known),
        };
        CheckLog(run);
        // It took no time and cost nothing: there is nothing in it to replay, and a run that vanished would be missed.
        if (steps.Count == 0)
            throw JsonFields.Wrong("steps"u8, "empty; a run has at least one step");
        paths.Add(number, run.Workload, steps);
        return run;
    }

    private static string Id(JsonFields fields)
    {
        if (fields.Present("run"u8) is not { } run)
            throw JsonFields.Wrong("run"u8, "missing");
        if (run.ValueKind == JsonValueKind.String)
            return fields.Text("run"u8);
        return CanonicalJson.Write(run);
    }

    private static void CheckLog(TraceRun run)
    {
        if (run.Logged is not { Depths: var depths })
            return;
        var ids = run.Steps.Select(static step => step.Id).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < depths.Count; i++)
        {
            if (!ids.Contains(depths[i].AtStep))
                throw new MalformedFieldException($"logged.depths[{i}].at_step", $"the run has no step \"{depths[i].AtStep}\"");
        }
    }
}
