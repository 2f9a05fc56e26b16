using System.Collections.Concurrent;
using Forerun.Defining;
using Forerun.Pricing;
using Forerun.Testing;

namespace Forerun.Tests.Defining;

internal sealed record Said(string Label, string[] Items);

/// <summary>A typed DAG by seed: its steps return a function of their inputs, take a while, and write down what they do to the world.</summary>
/// <param name="seed">What decides everything.</param>
/// <param name="time">The clock.</param>
/// <param name="truth">What each step returned without speculation: its own predictors say it, or something else.</param>
internal sealed class RandomWorkflow(int seed, TimeProvider time, IReadOnlyDictionary<string, Said>? truth = null)
{
    private readonly Draws draws = Draws.Of(seed, "typed");

    public ConcurrentQueue<string> Effects { get; } = new();

    public ConcurrentDictionary<string, Said> Outputs { get; } = new();

    public Workflow<string, string> Define() => Workflow.Define<string, string>("random", w =>
    {
        var steps = new List<Step<Said>>();
        for (var count = 3 + draws.Below(6); steps.Count < count;)
        {
            var (name, kind) = ($"s{steps.Count + 1}", draws.Below(10));
            var (a, b) = (TextOf(w, steps), TextOf(w, steps));
            var step = draws.Below(steps.Count == 0 ? 2 : 3) switch
            {
                0 => w.Call(name, (string x, StepContext step) => RunAsync(name, kind, step, x), a),
                1 => w.Call(name, (string x, string y, StepContext step) => RunAsync(name, kind, step, x, y), a, b),
                _ => w.Call(name, (Said s, string x, StepContext step) => RunAsync(name, kind, step, s.Label, s.Items[1], x), draws.Of(steps), a),
            };
            if (draws.Chance(0.7) && truth is not null) step.GuessedBy(w.Input, _ => Guess(name));
            steps.Add(Declared(name, kind, step));
        }

        return steps[^1].Select(s => s.Items[1]);
    });

    private Source<string> TextOf(WorkflowBuilder<string> w, List<Step<Said>> steps) =>
        steps.Count == 0 || draws.Chance(0.15) ? w.Input
        : draws.Chance(0.7) ? draws.Of(steps).Select(s => s.Label) : draws.Of(steps).Select(s => s.Items[0]);

    private Likely<Said>? Guess(string name)
    {
        var own = Draws.Of(seed, $"guess {name}");
        if (own.Chance(0.1)) throw new InvalidOperationException("a predictor that throws");
        return own.Chance(0.65) ? truth![name] : own.Chance(0.5) ? new Likely<Said>(new Said("wrong", ["wrong", "wrong"]), 0.9) : null;
    }

    private Step<Said> Declared(string name, int kind, Step<Said> step) => kind switch
    {
        < 4 => step.Model("gpt-4o").GuessedBy(Router.Of(3)),
        4 => step.Reads(),
        5 => step.Computes().Deterministic(),
        6 => step.Commits((prepared, context) =>
        {
            Effects.Enqueue($"deliver {name} {prepared.Items[1]} {context.IdempotencyKey}");
            return Task.CompletedTask;
        }),
        7 => step.Staged(),
        8 => step.Irreversible(),
        _ => step,
    };

    private async Task<Said> RunAsync(string name, int kind, StepContext step, params string[] inputs)
    {
        var own = Draws.Of(seed, $"{name} {string.Join('|', inputs)}");
        if (kind > 6) Effects.Enqueue($"{name} {string.Join('|', inputs)} {step.IdempotencyKey}");
        step.Report("…", 0.5m);
        await Task.Delay(own.Seconds(0, 3), time, step.Cancellation);
        if (kind < 4) step.Use(new TokenUsage(100, 100));
        var said = new Said($"label-{own.Below(3)}", [$"item-{own.Below(3)}", $"{name} of {string.Join(',', inputs)}"]);
        Outputs[name] = said;
        return said;
    }
}
