using System.Text.Json;
using Forerun.Effects;
using Forerun.Recording;
using Forerun.Traces;
using Forerun.Workflows;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Recording;

/// <summary>
/// What happened between a reply and the next request, told by what the request brings: results of tools, the word of a person, or
/// nothing new, and then the time was the program's own. Timed tools have their own seconds; what else the gap holds is shared by those
/// that nobody timed, which say so (<c>timing: gap</c>), and is the program's own where all were. No time of the gap is lost.
/// </summary>
internal sealed class Interlude(OpenRun run, IReadOnlyList<Draft> before, TimeSpan began, TimeSpan now, Veil veil, ToolTimes times, IReadOnlyDictionary<string, Effect> effects)
{
    /// <summary>Nobody reads a reply and answers it sooner (ours); who does is the program, asking on its own, and its seconds are waited for.</summary>
    private static readonly TimeSpan QuickestPerson = TimeSpan.FromSeconds(1);

    private readonly TimeSpan ended = before.Count == 0 ? began : before.Max(d => d.Ended!.Value);

    /// <summary>Adds the steps of the gap; gives those that the request comes after, and what of the gap is too short for a step and counts to it.</summary>
    public (IReadOnlyList<Draft> After, TimeSpan Left) Add(IReadOnlyList<ChatMessage> news, bool fromPerson)
    {
        if (before.Count == 0) return Code(before, now - ended);
        var results = news.SelectMany(m => m.Contents).OfType<FunctionResultContent>().Where(r => run.Waiting.ContainsKey(r.CallId)).DistinctBy(r => r.CallId).ToList();
        var word = fromPerson ? Replies.Text(news.Where(m => m.Role == ChatRole.User)) : "";
        if (results.Count == 0 && word.Length == 0) return Code(before, now - ended);
        var ran = results.ConvertAll(Timed);
        var share = Share(ran, ran.Count(r => r.Time is null) + (word.Length > 0 ? 1 : 0));
        var (last, took) = Tools(ran, share);
        if (word.Length == 0) return Code(last, now - ended - took);
        var (after, rest) = Code(last, now - ended - took - share);
        return ([Asked(word, after, share + rest)], TimeSpan.Zero);
    }

    /// <summary>What a program did in a time of its own, as a step; where it is too short, what comes next takes so much longer.</summary>
    public (IReadOnlyList<Draft> After, TimeSpan Left) Code(IReadOnlyList<Draft> after, TimeSpan time) =>
        OwnCode.Lasting(time, run.NextId, []) is { } code ? ([Added(after, code)], TimeSpan.Zero)
        : (after, time > TimeSpan.Zero ? time : TimeSpan.Zero);

    /// <summary>The result of a tool that was timed and whose result no request brings: the agent ended with it.</summary>
    public void AddLast(Called called, ToolCall time)
    {
        var (after, rest) = Code([called.By], time.Began - called.By.Ended!.Value);
        Tool(new Ran(called, time, Value.Null.Json), after, time.Ended!.Value - time.Began + rest).Ended = time.Ended;
    }

    private Ran Timed(FunctionResultContent result)
    {
        run.Waiting.Remove(result.CallId, out var called);
        var arguments = Value.Of(Json.Of(called!.Call.Arguments)).Digest;
        return new Ran(called, times.Take(called.Call.Name, arguments, called.By.Ended ?? default), Json.Of(result));
    }

    /// <summary>Tools that ran at the same time stand side by side; else each stands behind the one before.</summary>
    private (IReadOnlyList<Draft> Last, TimeSpan Took) Tools(List<Ran> ran, TimeSpan share)
    {
        var timed = ran.Where(r => r.Time is not null).OrderBy(r => r.Time!.Began).ToList();
        var overlap = timed.Zip(timed.Skip(1)).Any(p => p.Second.Time!.Began < p.First.Time!.Ended);
        var last = before;
        var beside = new List<Draft>();
        foreach (var one in timed.Concat(ran.Where(r => r.Time is null)))
        {
            var draft = Tool(one, overlap ? before : last, one.Time is { } time ? time.Ended!.Value - time.Began : share);
            beside.Add(draft);
            last = [draft];
        }

        var took = beside.Select(d => d.Step.Duration).DefaultIfEmpty();
        return overlap ? (beside, took.Max()) : (last, took.Aggregate((sum, one) => sum + one));
    }

    private TimeSpan Share(List<Ran> ran, int among)
    {
        if (among == 0) return TimeSpan.Zero;
        var free = now - ended;
        var seen = ended;
        foreach (var time in ran.Select(r => r.Time).OfType<ToolCall>().OrderBy(t => t.Began))
        {
            var from = time.Began > seen ? time.Began : seen;
            if (time.Ended!.Value <= from) continue;
            free -= time.Ended.Value - from;
            seen = time.Ended.Value;
        }

        return free > TimeSpan.Zero ? free / among : TimeSpan.Zero;
    }

    private Draft Tool(Ran ran, IReadOnlyList<Draft> after, TimeSpan took) => Added(after, new TraceStep
    {
        Id = run.NextId,
        Operation = ran.Called.Call.Name,
        Kind = StepKind.Tool,
        Effect = RecordedRun.Of(effects.GetValueOrDefault(ran.Called.Call.Name)),
        Input = veil.Arguments(Json.Of(ran.Called.Call.Arguments)),
        Output = veil.Of(ran.Output),
        Duration = took,
        Extra = ran.Time is null ? Gap : Marks.None,
    });

    private Draft Asked(string word, IReadOnlyList<Draft> after, TimeSpan took)
    {
        var step = new TraceStep { Id = run.NextId, Operation = "user", Kind = StepKind.Human, Output = veil.Of(word), Duration = took, Extra = Gap };
        return Added(after, took >= QuickestPerson ? step : step with { Kind = StepKind.Code, Effect = TraceEffect.None, Price = Pricing.Usd.Zero });
    }

    private Draft Added(IReadOnlyList<Draft> after, TraceStep step)
    {
        var draft = new Draft(step, now, after) { Ended = now };
        run.Add(draft);
        return draft;
    }

    private static IReadOnlyDictionary<string, JsonElement> Gap { get; } = Marks.Of(("timing", "gap"));

    private sealed record Ran(Called Called, ToolCall? Time, JsonElement Output);
}
