using Forerun.Ledgers;
using Forerun.Tests.Pricing;

namespace Forerun.Tests.Defining;

public class WorkflowsPageTests
{
    private readonly Bank bank = new();

    [Fact]
    public void Page_Code_StandsInACompiledFile()
    {
        var docs = Folders.Find("docs")!;
        var tests = Path.Combine(docs, "..", "tests", "Forerun.Tests", "Defining");
        var compiled = string.Concat(Directory.EnumerateFiles(tests, "*.cs").Select(File.ReadAllText));
        var blocks = File.ReadAllText(Path.Combine(docs, "workflows.md")).Split("```csharp\n").Skip(1).Select(b => b.Split("```")[0]).ToList();
        Assert.Equal(5, blocks.Count);
        Assert.All(blocks, block => Assert.Contains(block, compiled));
    }

    [Fact]
    public void Page_Equivalences_AreInThePlan() => Assert.Equal(
        [("draft", 2), ("title", 3)], WorkflowsPage.Equivalent().Plan.SelectMany(p => p.After, (p, d) => (p.Slot, d.Tier)).Where(d => d.Tier > 1));

    [Fact]
    public async Task Page_OwnPredictor_IsAsked()
    {
        var (value, report) = await bank.Finish(WorkflowsPage.Guessing(), new Email("ann@example.org", "Invoice 7"));
        Assert.Equal("filed under billing", value);
        Assert.Empty(report.Bets);
        (value, _) = await bank.Finish(WorkflowsPage.Guessing(), new Email("ann@example.org", "Invoice 8"));
        Assert.Equal("filed under billing", value);
        Assert.Contains(bank.Ledger.Rows.OfType<DecisionRow>(), r => r.Guesses.Any(g => g.StartsWith("own:", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Page_Run_IsAnsweredAndReported()
    {
        var running = Task.Run(() => WorkflowsPage.Run(bank.Engine, new AutoReply(bank.Time).Define(), TestContext.Current.CancellationToken));
        await bank.Pass(running);
        await running;
        Assert.Single(bank.Ledger.Rows.OfType<RunRow>());
    }
}
