using Forerun.Running.Live;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Forerun.Hosting.Tests.Configuring;

public class OptionsTests : Scratch
{
    [Fact]
    public async Task Start_EveryKey_IsReadIntoTheEngine()
    {
        await using var lab = new HostLab(HostLab.InMemory(
            ("Enabled", "false"), ("Mode", "Performance"), ("ValueOfTime", "0.5"), ("Policy", "fixed-depth:3"), ("Quantile", "0.2"), ("Forget", "0.9"), ("Target", "p95<=8s"), ("Models:my-gpt", "gpt-4o"),
            ("Prices:0", PriceFile("mine", 7)), ("Limits:Attempts", "4"), ("Limits:RequestsPerMinute", "60"), ("Limits:TokensPerMinute", "90000"),
            ("Limits:DollarsPerRun", "0.25"), ("Limits:DollarsPerHour", "3"), ("Limits:DollarsPerDay", "20"), ("Limits:SpeculativeShare", "0.25")));
        await lab.Host.StartAsync();
        var settings = lab.Engine.Settings;
        Assert.Equal((false, 1m, 0.5m, 0.2m), (settings.Enabled, settings.Dial, settings.ValueOfTime.Amount, settings.Quantile));
        Assert.Equal(Forerun.Aiming.Target.Answered(95, TimeSpan.FromSeconds(8)), settings.Target);
        Assert.True(settings.Prices.TryFind("my-gpt", lab.Time.GetUtcNow(), out _));
        Assert.True(settings.Prices.TryFind("mine", lab.Time.GetUtcNow(), out _));
        var limits = lab.Host.Services.GetRequiredService<IOptions<ForerunOptions>>().Value.Limits;
        Assert.Equal((4, 60, 90000L, 0.25m), (limits.Attempts, limits.RequestsPerMinute, limits.TokensPerMinute, limits.DollarsPerRun));
        Assert.Equal((3m, 20m, 0.25m), (limits.DollarsPerHour, limits.DollarsPerDay, limits.SpeculativeShare));
    }

    [Fact]
    public async Task Start_ManyFaults_TellsAllAtOnceByTheirKeys()
    {
        await using var lab = new HostLab(HostLab.InMemory(
            ("Enabled", "maybe"), ("Dial", "2"), ("ValueOfTime", "-1"), ("Policy", "oracle"), ("Dail", "1"), ("Limits:Atempts", "3"),
            ("Limits:DollarsPerDay", "0"), ("Limits:Attempts", "many"), ("Prices", PathOf("none.json")), ("Limits:SpeculativeShare", "1.5")));
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => lab.Host.StartAsync());
        Assert.Equal(
            [
                "Forerun:Dail is no key of Forerun, the nearest is Forerun:Dial",
                "Forerun:Dial is 2, it takes a number from 0 (cost first) to 1 (latency first)",
                "Forerun:Enabled is 'maybe', it takes true or false",
                "Forerun:Limits:Atempts is no key of Forerun, the nearest is Forerun:Limits:Attempts",
                "Forerun:Limits:Attempts is 'many', it takes a whole number, at least 1",
                "Forerun:Limits:DollarsPerDay is 0, it takes USD, above 0",
                "Forerun:Limits:SpeculativeShare is 1.5, it takes a number from 0 to 1",
                "Forerun:Policy is 'oracle', it takes one of sequential, cost-aware, paste, forerun, fixed-depth:K, dsp[:tau=T,offset=N], speculative-actions[:B[,selective]], sherlock[:USD], branch-beam (K from 1 to 1000, B from 1 to 64)",
                $"Forerun:Prices names {PathOf("none.json")}: there is no such file. Check the path",
                "Forerun:ValueOfTime is -1, it takes USD for a second sooner, 0 or more",
            ],
            error.Failures.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Mode", "economy", 0)]
    [InlineData("Mode", "balanced", 0.5)]
    [InlineData("Mode", "PERFORMANCE", 1)]
    [InlineData("Dial", "0.75", 0.75)]
    [InlineData("Mode", "", 0.5)]
    public async Task Start_ModeOrDial_TurnsTheDial(string key, string value, double dial)
    {
        await using var lab = new HostLab(HostLab.InMemory((key, value)));
        await lab.Host.StartAsync();
        Assert.Equal((decimal)dial, lab.Engine.Settings.Dial);
    }

    [Theory]
    [InlineData("Quantile", "0.6", "Forerun:Quantile is 0.6, it takes a number above 0, at most 0.5")]
    [InlineData("Forget", "0", "Forerun:Forget is 0, it takes a number above 0, at most 1")]
    [InlineData("Target", "fast", "Forerun:Target is 'fast', it takes extra<=20% or p95<=8s")]
    [InlineData("Policy", "dsp:tau=2", "Forerun:Policy is 'dsp:tau=2', it takes one of sequential, cost-aware, ")]
    [InlineData("Mode", "1", "Forerun:Mode is '1', it takes economy, balanced or performance")]
    [InlineData("Models:my-gpt", "gpt-4oo", "Forerun:Models:my-gpt is 'gpt-4oo', a model without a price, the nearest are gpt-4o")]
    [InlineData("Models", "gpt-4o", "Forerun:Models is 'gpt-4o', it takes names with the models they stand for")]
    [InlineData("Ledger", "runs.jsonl", "Forerun:Ledger is 'runs.jsonl', a file of lines would be emptied at each start")]
    [InlineData("Enabled:0", "true", "Forerun:Enabled is a list, it takes true or false")]
    [InlineData("Limits", "10", "Forerun:Limits is no key of Forerun")]
    public async Task Start_OneFault_NamesTheKey(string key, string value, string message)
    {
        await using var lab = new HostLab(HostLab.InMemory((key, value)));
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => lab.Host.StartAsync());
        Assert.StartsWith(message, Assert.Single(error.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ModeAndDial_AreTooMuch()
    {
        await using var lab = new HostLab(HostLab.InMemory(("Mode", "economy"), ("Dial", "1")));
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => lab.Host.StartAsync());
        Assert.Equal("Forerun:Mode is Economy and Forerun:Dial is 1, name one of the two".Replace("Forerun:Dial", "Dial"), error.Message);
    }

    [Fact]
    public async Task Start_LedgerThatCantBeWritten_IsToldByItsKey()
    {
        var configuration = HostLab.InMemory();
        configuration["Forerun:Ledger"] = Folder;
        await using var lab = new HostLab(configuration);
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => lab.Host.StartAsync());
        Assert.StartsWith($"Forerun:Ledger can't be used: '{Folder}' is a folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddForerun_ByCodeAndWithoutAHost_MakesAnEngine()
    {
        using var provider = new ServiceCollection()
            .AddForerun(o => (o.Ledger, o.Learned, o.Dial) = (ForerunOptions.None, ForerunOptions.None, 0.25m))
            .AddForerun(o => o.Dial = 0.125m)
            .BuildServiceProvider();
        Assert.Equal(0.125m, provider.GetRequiredService<Engine>().Settings.Dial);
    }

    private string PriceFile(string model, int dollars)
    {
        var path = PathOf($"{model}.json");
        File.WriteAllText(path, $$"""{"version":"{{model}}","models":[{"provider":"own","model":"{{model}}","input":{{dollars}},"output":{{dollars}}}]}""");
        return path;
    }
}
