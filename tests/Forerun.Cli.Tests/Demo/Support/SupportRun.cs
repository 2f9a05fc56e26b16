using Forerun.Cli.Demo.Support;
using Forerun.Cli.Output;

namespace Forerun.Cli.Tests.Demo.Support;

/// <summary>The support demo in a folder of its own, as fast as the machine allows without its seconds becoming noise.</summary>
internal sealed class SupportRun(string folder)
{
    private const int Speed = 10;

    /// <summary>A second is worth as much more as it is shorter, so that the bets are those of the demo at its own pace.</summary>
    public static SupportRequest Fast(int seed, int conversations = 3) =>
        new() { Seed = seed, Conversations = conversations, Speed = Speed, ValueOfTime = 0.01m * Speed, Json = true };

    public string Ledger => Path.Combine(folder, "ledger.db");

    public string Recorded(string file) => Path.Combine(folder, "recorded", file);

    /// <summary>Runs it with a recording and a ledger.</summary>
    public async Task<Run> OfAsync(SupportRequest request, int? width = null)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error) { Clock = RealTime.Clock, UserFolder = Path.Combine(folder, "user"), Width = width, Variable = _ => null };
        var code = await SupportJob.RunAsync(
            request with { Record = Path.Combine(folder, "recorded"), Ledger = Ledger }, terminal, TestContext.Current.CancellationToken);
        return new Run(code, output.ToString(), error.ToString());
    }
}
