using Forerun.Cli.Demo;
using Forerun.Cli.Output;

namespace Forerun.Cli.Tests.Demo;

/// <summary>A demo in a folder of its own, as fast as the machine allows without its seconds becoming noise.</summary>
internal sealed class DemoRun(string folder)
{
    private const int Speed = 20;

    /// <summary>A second is worth as much more as it is shorter, so that the bets are those of the demo at its own pace.</summary>
    public static DemoRequest Fast(int seed, int emails = 4) =>
        new() { Seed = seed, Emails = emails, Speed = Speed, ValueOfTime = 0.01m * Speed, Json = true };

    public string Ledger => Path.Combine(folder, "ledger.db");

    public string Recorded(string file) => Path.Combine(folder, "recorded", file);

    /// <summary>Runs it with a recording and a ledger.</summary>
    public async Task<Run> OfAsync(DemoRequest request, int? width = null)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error) { Clock = RealTime.Clock, UserFolder = Path.Combine(folder, "user"), Width = width, Variable = _ => null };
        var code = await DemoJob.RunAsync(
            request with { Record = Path.Combine(folder, "recorded"), Ledger = request.Ledger ?? Ledger }, terminal, TestContext.Current.CancellationToken);
        return new Run(code, output.ToString(), error.ToString());
    }

    /// <summary>Runs the command line as a user would.</summary>
    public async Task<Run> CommandAsync(string? key, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error)
        {
            Clock = RealTime.Clock, UserFolder = Path.Combine(folder, "user"), Variable = name => name == EndpointSheet.KeyVariable ? key : null,
        };
        return new Run(await Cli.RunAsync(["demo", .. args], terminal, TestContext.Current.CancellationToken), output.ToString(), error.ToString());
    }
}
