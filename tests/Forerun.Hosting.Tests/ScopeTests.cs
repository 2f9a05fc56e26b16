using Forerun.Defining;
using Microsoft.Extensions.DependencyInjection;

namespace Forerun.Hosting.Tests;

public class ScopeTests
{
    [Fact]
    public async Task Attempts_SpeculativeAndReal_NeverShareScopedServices()
    {
        await using var lab = new HostLab(HostLab.InMemory(("Dial", "1"), ("ValueOfTime", "100")), s => s.AddScoped<Notebook>().AddSingleton<Shop>());
        await lab.Host.StartAsync();
        var (first, early, late, shops) = await WrongBet(lab);
        Assert.NotSame(early, late);
        Assert.NotSame(first, late);
        Assert.True(first.IsDisposed && early.IsDisposed && late.IsDisposed);
        Assert.Single(shops.Distinct());
    }

    [Fact]
    public async Task Services_AfterTheAttempt_AreRefused()
    {
        await using var lab = new HostLab(HostLab.InMemory(), s => s.AddScoped<Notebook>());
        await lab.Host.StartAsync();
        var flow = new Flow();
        var run = lab.Engine.Start(flow.Workflow, "billing 1");
        var step = await flow.Begun("classify billing 1");
        flow.End("classify billing 1");
        flow.End("answer billing");
        await run.Settled;
        Assert.Contains("is over", Assert.Throws<InvalidOperationException>(() => step.Services).Message);
    }

    private static async Task<(Notebook First, Notebook Early, Notebook Late, Shop[] Shops)> WrongBet(HostLab lab)
    {
        var flow = new Flow();
        var lesson = lab.Engine.Start(flow.Workflow, "billing 1");
        var first = (await flow.Begun("classify billing 1")).Services.GetRequiredService<Notebook>();
        lab.Time.Advance(TimeSpan.FromSeconds(2));
        flow.End("classify billing 1");
        await flow.Begun("answer billing");
        lab.Time.Advance(TimeSpan.FromSeconds(3));
        flow.End("answer billing");
        await lesson.Settled;

        flow = new Flow();
        var run = lab.Engine.Start(flow.Workflow, "delivery 2");
        var bet = await flow.Begun("answer billing");
        var early = bet.Services.GetRequiredService<Notebook>();
        Assert.False(early.IsDisposed);
        flow.End("classify delivery 2");
        var real = await flow.Begun("answer delivery");
        var late = real.Services.GetRequiredService<Notebook>();
        Assert.Same(late, real.Services.GetRequiredService<Notebook>());
        Shop[] shops = [.. new[] { real }.Select(s => s.Services.GetRequiredService<Shop>()), lab.Host.Services.GetRequiredService<Shop>()];
        flow.End("answer delivery");
        var report = await run.Settled;
        Assert.Equal((0, 1), (report.Hits, report.Misses));
        return (first, early, late, shops);
    }

    private sealed class Shop;

    private sealed class Notebook : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
