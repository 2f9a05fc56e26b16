using System.Collections.Concurrent;
using Forerun.Defining;
using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Running.Live;
using Forerun.Testing;

namespace Forerun.Hosting.Tests;

/// <summary>A workflow of two model calls, classify and answer, whose calls end when the test says so.</summary>
internal sealed class Flow
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> ends = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StepContext>> begins = new();

    public Flow() => Workflow = Defining.Workflow.Define<string, string>("flow", w =>
    {
        var route = w.Call("classify", Classify, w.Input).Model("gpt-4o").GuessedBy(Predictability.Passthrough);
        return w.Call("answer", Answer, route).Model("gpt-4o-mini");
    });

    public Workflow<string, string> Workflow { get; }

    /// <summary>Waits for a call, such as <c>classify 1</c> or <c>answer billing</c>.</summary>
    public Task<StepContext> Begun(string call) => Begins(call).Task.WaitAsync(TimeSpan.FromSeconds(20));

    public void End(string call) => Ends(call).TrySetResult();

    /// <summary>Runs it to its settled end; each call takes a second of the clock that is given.</summary>
    public async Task<string> RunAsync(Engine engine, string order, Tags? tags = null, ManualTime? time = null)
    {
        await using var run = engine.Start(Workflow, order, tags);
        foreach (var call in new[] { $"classify {order}", $"answer {order.Split(' ')[0]}" })
        {
            await Task.WhenAny(Begins(call).Task, run.Answer).WaitAsync(TimeSpan.FromSeconds(20));
            time?.Advance(TimeSpan.FromSeconds(1));
            End(call);
        }

        return await run.Answer;
    }

    private async Task<string> Classify(string order, StepContext step)
    {
        await TakeAsync($"classify {order}", step);
        return order.Split(' ')[0];
    }

    private async Task<string> Answer(string route, StepContext step)
    {
        await TakeAsync($"answer {route}", step);
        return $"about {route}";
    }

    private async Task TakeAsync(string call, StepContext step)
    {
        step.Report("", 0);
        Begins(call).TrySetResult(step);
        await Ends(call).Task.WaitAsync(step.Cancellation);
        step.Use(new TokenUsage(100, 10));
    }

    private TaskCompletionSource Ends(string call) => ends.GetOrAdd(call, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private TaskCompletionSource<StepContext> Begins(string call) => begins.GetOrAdd(call, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
