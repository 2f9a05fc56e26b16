using System.Diagnostics;

namespace Forerun.Cli.Tests.Accounting;

public class TwoProcessesTests : Scratch
{
    [Fact]
    public async Task TwoCommands_WriteOneNewLedgerAtOnce_AndEachFindsItsOwn()
    {
        var ledger = PathOf("ledger.db");
        string[] policies = ["cost-aware", "fixed-depth:4", "sequential"];

        var codes = await Task.WhenAll(policies.Select(p => Start("replay", Repository.Sample, "--policy", p, "--ledger", ledger, "--json")));

        Assert.Equal([0, 0, 0], codes);
        var sums = (await Run.Of("ledger", ledger, "--session", "all", "--by", "policy", "--json")).Json.GetProperty("groups").EnumerateArray().ToList();
        foreach (var policy in policies)
        {
            var alone = await Run.Replay(Repository.Sample, "--policy", policy);
            Assert.Equal(
                alone.GetProperty("speculative").GetProperty("usd").GetDecimal(),
                sums.Single(g => g.GetProperty("key").GetString() == policy).GetProperty("usd").GetDecimal());
        }
    }

    private static async Task<int> Start(params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Forerun.Cli.dll"), .. args])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        await Task.WhenAll(output, error);
        return process.ExitCode;
    }
}
