using Forerun.Defining;
using Forerun.Pricing;
using Forerun.Running.Live;
using Microsoft.Extensions.Hosting;

namespace Forerun.Hosting.Worker;

/// <summary>
/// Teaches the engine what comes, and starts one more run. Its first call ends only a while after the process was told to stop; until then the
/// second is under way on a guess. Says on stdout what happens.
/// </summary>
internal sealed class Orders(Engine engine, IHostApplicationLifetime lifetime, TimeProvider clock) : IHostedService
{
    private const int Lessons = 20;
    private readonly TaskCompletionSource betHasBegun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource betIsDropped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int runs;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var workflow = Workflow.Define<string, string>("orders", w =>
        {
            var route = w.Call("classify", Classify, w.Input).Model("gpt-4o").GuessedBy(Predictability.Passthrough);
            return w.Call("answer", Answer, route).Model("gpt-4o-mini");
        });
        for (runs = 1; runs <= Lessons; runs++)
        {
            await using var lesson = await engine.RunAsync(workflow, $"order {runs}", cancellationToken);
        }

        var last = engine.Start(workflow, "the last order", null, CancellationToken.None);
        await betHasBegun.Task.WaitAsync(cancellationToken);
        lifetime.ApplicationStopped.Register(() =>
        {
            Console.WriteLine($"answered: {last.Answer.GetAwaiter().GetResult()}");
            Console.WriteLine(Refusal(workflow));
        });
        Console.WriteLine("ready");
    }

    /// <summary>Comes before the engine is closed, and after all services were told that the host begins to stop.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await betIsDropped.Task.WaitAsync(cancellationToken);
        stopping.TrySetResult();
    }

    private string Refusal(Workflow<string, string> workflow)
    {
        try
        {
            return $"started {engine.Start(workflow, "too late").Id}";
        }
        catch (EngineClosedException e)
        {
            return $"refused: {e.Message}";
        }
    }

    private async Task<string> Classify(string order, StepContext step)
    {
        step.Report("", 0);
        if (runs > Lessons) await stopping.Task.WaitAsync(step.Cancellation);
        await Task.Delay(TimeSpan.FromMilliseconds(runs > Lessons ? 200 : 5), clock, step.Cancellation); // a real call: it is let finish
        step.Use(new TokenUsage(100, 1));
        return "billing";
    }

    private async Task<string> Answer(string route, StepContext step)
    {
        step.Report("", 0);
        if (runs > Lessons && !stopping.Task.IsCompleted)
        {
            betHasBegun.TrySetResult();
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, clock, step.Cancellation);
            }
            finally
            {
                Console.WriteLine("bet dropped");
                betIsDropped.TrySetResult();
            }
        }

        step.Use(new TokenUsage(100, 10));
        return $"about {route}";
    }
}
