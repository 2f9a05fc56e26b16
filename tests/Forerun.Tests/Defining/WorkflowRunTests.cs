using Forerun.Defining;
using Forerun.Ledgers;
using Forerun.Running.Live;

namespace Forerun.Tests.Defining;

public class WorkflowRunTests
{
    private readonly Bank bank = new();

    [Fact]
    public async Task RunAsync_StepThrows_SaysWhichStepAndKeepsItsException()
    {
        var workflow = Workflow.Define<string, string>("w", w => w.Call("break", Break, w.Input).Computes());
        var e = await Assert.ThrowsAsync<RunException>(() => Bank.Soon(bank.Engine.RunAsync(workflow, "x")));
        Assert.Equal(RunEnd.Failed, e.End);
        Assert.Contains("'break'", e.Message);
        Assert.Equal("it broke", Assert.IsType<FormatException>(e.InnerException).Message);
        await using var run = bank.Engine.Start(workflow, "x");
        Assert.Equal(RunEnd.Failed, (await Bank.Soon(run.Settled)).End);
        Assert.Contains("has no answer", Assert.Throws<InvalidOperationException>(() => run.Value).Message);
        Assert.Null(run.Report.Answered);
    }

    [Fact]
    public async Task Report_OfAStepTriedAgain_TookWithoutBetsWhatItTook()
    {
        var tries = 0;
        var workflow = Workflow.Define<string, string>("w", w => w
            .Call("flaky", (string text, CancellationToken _) => ++tries == 1 ? throw new FormatException() : Task.FromResult(text), w.Input)
            .Computes().Tries(2, TimeSpan.FromSeconds(3)));
        var (_, report) = await bank.Finish(workflow, "x");
        Assert.Equal((2, TimeSpan.FromSeconds(3), TimeSpan.Zero), (tries, report.Answered, report.Saved));
    }

    [Fact]
    public async Task RunAsync_ValueThatIsNoJson_SaysWhose()
    {
        var output = Workflow.Define<string, double>("w", w => w.Call("divide", (string _, CancellationToken _) => Task.FromResult(double.NaN), w.Input));
        var e = await Assert.ThrowsAsync<RunException>(() => Bank.Soon(bank.Engine.RunAsync(output, "x")));
        Assert.Contains("The output of step 'divide' is a Double that can't be written as JSON", Assert.IsType<StepException>(e.InnerException).Message);
        var input = Workflow.Define<double, string>("w", w => w.Call("say", (double d, CancellationToken _) => Task.FromResult($"{d}"), w.Input));
        Assert.Contains("The input of workflow 'w'", (await Assert.ThrowsAsync<StepException>(() => bank.Engine.RunAsync(input, double.NaN))).Message);
    }

    [Fact]
    public async Task RunAsync_PartThatIsNotThere_SaysWhichInputOfWhichStep()
    {
        var workflow = Workflow.Define<int[], int>("w", w => w.Call("add", (int one, CancellationToken _) => Task.FromResult(one + 1), w.Input.Select(x => x[2])));
        var e = await Assert.ThrowsAsync<RunException>(() => Bank.Soon(bank.Engine.RunAsync(workflow, [1, 2])));
        Assert.Contains("Input 1 of step 'add' can't be read as a Int32", Assert.IsType<StepException>(e.InnerException).Message);
        Assert.Equal(4, (await Bank.Soon(bank.Engine.RunAsync(workflow, [1, 2, 3]))).Value);
    }

    [Fact]
    public async Task RunAsync_Cancelled_ThrowsWithTheCallersTokenAndSettles()
    {
        using var cancellation = new CancellationTokenSource();
        var workflow = Workflow.Define<string, string>("w", w => w.Call("wait", Wait, w.Input).Model("gpt-4o"));
        var run = bank.Engine.Start(workflow, "x", null, cancellation.Token);
        await Eventually.Happens(() => bank.Time.Waiting == 1, () => "nobody waits");
        await cancellation.CancelAsync();
        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Bank.Soon(run.Answer));
        Assert.Equal(cancellation.Token, e.CancellationToken);
        Assert.Equal(RunEnd.Cancelled, (await Bank.Soon(run.Settled)).End);
    }

    [Fact]
    public async Task DisposeAsync_WithoutAnAnswer_GivesUpAndWaitsForAll()
    {
        var workflow = Workflow.Define<string, string>("w", w => w.Call("wait", Wait, w.Input).Model("gpt-4o"));
        var run = bank.Engine.Start(workflow, "x");
        await Eventually.Happens(() => bank.Time.Waiting == 1, () => "nobody waits");
        Assert.Contains("no answer yet", Assert.Throws<InvalidOperationException>(() => run.Value).Message);
        await run.DisposeAsync();
        Assert.True(run.Settled.IsCompletedSuccessfully);
        Assert.Equal(0, bank.Time.Waiting);
    }

    [Fact]
    public async Task Commits_PreparedValue_IsDeliveredOnceWithTheStepsKey()
    {
        var delivered = new List<string>();
        var workflow = Workflow.Define<string, string>("w", w =>
            w.Call("send", (string text, StepContext step) => Task.FromResult($"{text} {step.IdempotencyKey}"), w.Input)
                .Commits((prepared, step) =>
                {
                    delivered.Add($"{prepared} = {step.IdempotencyKey}");
                    return Task.CompletedTask;
                }));
        var one = (await Bank.Soon(bank.Engine.RunAsync(workflow, "hello"))).Value;
        var two = (await Bank.Soon(bank.Engine.RunAsync(workflow, "hello"))).Value;
        Assert.NotEqual(one, two);
        Assert.Equal([$"{one} = {one["hello ".Length..]}", $"{two} = {two["hello ".Length..]}"], delivered);
    }

    private static Task<string> Break(string text, CancellationToken cancellationToken) => throw new FormatException("it broke");

    private async Task<string> Wait(string text, StepContext step)
    {
        await Task.Delay(TimeSpan.FromSeconds(9), bank.Time, step.Cancellation);
        return text;
    }
}
