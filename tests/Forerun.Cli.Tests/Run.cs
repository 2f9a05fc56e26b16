using System.Text.Json;
using Forerun.Cli.Output;

namespace Forerun.Cli.Tests;

/// <summary>A command run in this process, and all it said.</summary>
internal sealed record Run(int Code, string Out, string Error)
{
    /// <summary>What <c>--json</c> gave.</summary>
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    public static async Task<Run> Of(params IReadOnlyList<string> args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await Cli.RunAsync(args, output, error, TestContext.Current.CancellationToken);
        return new Run(code, output.ToString(), error.ToString());
    }

    /// <summary>A replay that must go well, as JSON.</summary>
    public static async Task<JsonElement> Replay(params string[] args)
    {
        var run = await Of(["replay", .. args, "--json"]);
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.Code);
        return run.Json;
    }

    /// <summary>A command that somebody watches, whose clock is given.</summary>
    public static async Task<Run> Watched(TimeProvider clock, CancellationToken cancellation, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await Cli.RunAsync(args, new Terminal(output, error) { Watched = clock, Width = 80 }, cancellation);
        return new Run(code, output.ToString(), error.ToString());
    }
}
