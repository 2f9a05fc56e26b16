using Forerun.AI.Steps;
using Forerun.Defining;
using Forerun.Ledgers;
using Forerun.Testing;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Steps;

/// <summary>Steps of a workflow that ask models over HTTP.</summary>
public sealed class StepExtensionsTests
{
    public static TheoryData<ModelFault> Faults => [ModelFault.None, .. FaultPlan.All];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task AskAsync_WhateverTheServiceDoesAtFirst_ReportsWhatItBills(ModelFault fault)
    {
        await using var lab = await LiveLab.StartAsync(q => q.Occurrence == 0 ? fault : ModelFault.None);
        var workflow = Workflow.Define<string, string>("asks", w => w.Call<string, string>(
            "ask", async (question, step) => (await step.AskAsync(lab.Client, [new ChatMessage(ChatRole.User, question)], null, LiveLab.Exact)).Text, w.Input)
            .Model("small"));

        var run = await lab.Engine().RunAsync(workflow, "How are you?", TestContext.Current.CancellationToken);
        var report = await run.Settled;

        Assert.StartsWith("Answer to: How are you?", run.Value, StringComparison.Ordinal);
        Assert.Equal(await lab.BillAsync(), report.Cost);
        Assert.Equal(lab.LedgerTotal(), report.Cost);
        Assert.Equal(0, report.UnknownCosts);
    }

    [Fact]
    public async Task AskAsync_WhileAnEffectLeaves_IsRefusedBeforeAnythingIsAsked()
    {
        await using var lab = await LiveLab.StartAsync(_ => ModelFault.None);
        var workflow = Workflow.Define<string, string>("asks", w => w.Call<string, string>(
            "send", async (text, step) => (await step.AskAsync(lab.Client, [new ChatMessage(ChatRole.User, text)])).Text, w.Input, Effects.Effect.Staged));

        await using var run = lab.Engine().Start(workflow, "Hello");

        await Assert.ThrowsAnyAsync<Exception>(() => run.Answer);
        Assert.Equal(RunEnd.Failed, (await run.Settled).End);
        Assert.Empty(lab.Server.Requests);
    }
}
