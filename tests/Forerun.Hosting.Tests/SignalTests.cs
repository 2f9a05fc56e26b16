using System.Diagnostics;
using Forerun.Ledgers;
using Forerun.Storage.Ledgers;

namespace Forerun.Hosting.Tests;

/// <summary>A real process that is told to end.</summary>
public class SignalTests : Scratch
{
    [Fact]
    public async Task Process_Sigterm_DropsBetsFinishesRealCallsAndSaves()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        using var worker = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Forerun.Hosting.Worker.dll"), Ledger, PathOf("learned.db")])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        using var tooLong = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            var errors = worker.StandardError.ReadToEndAsync(tooLong.Token);
            while (await worker.StandardOutput.ReadLineAsync(tooLong.Token) is { } line && line != "ready") Assert.NotEqual("stopped", line);
            using var kill = Process.Start("kill", ["-TERM", $"{worker.Id}"]);
            var said = (await worker.StandardOutput.ReadToEndAsync(tooLong.Token)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            await worker.WaitForExitAsync(tooLong.Token);
            Assert.Equal("", await errors);
            Assert.Equal(0, worker.ExitCode);
            Assert.Equal(["bet dropped", "answered: about billing", said[2], "stopped"], said);
            Assert.Equal("refused: 'orders' can't be started: the engine is closing, because the program ends. Start it again when the program is back.", said[2]);
        }
        finally
        {
            if (!worker.HasExited) worker.Kill();
        }

        var rows = SqliteLedger.Read(Ledger).ToList();
        Assert.Equal(21, rows.OfType<RunRow>().Count());
        Assert.All(rows.OfType<RunRow>(), run => Assert.Equal(RunEnd.Answered, run.End));
        var last = rows.OfType<RunRow>().Last();
        Assert.Equal([Outcome.Cancelled], rows.OfType<BetRow>().Where(b => b.Tags.Run == last.Tags.Run).Select(b => b.Outcome));
        Assert.Equal(rows.OfType<AttemptRow>().Where(a => a.Tags.Run == last.Tags.Run).Sum(a => a.Cost!.Value.Amount), last.Cost.Amount);
        Assert.True(SqliteLedger.Sessions(Ledger).Single().IsWhole);
        Assert.True(File.Exists(PathOf("learned.db")));
    }
}
