using Forerun.Cli.Demo;
using Forerun.Cli.Output;
using Forerun.Cli.Tests.Demo;
using Forerun.Testing;

namespace Forerun.Cli.Tests.Chatting;

/// <summary>A chat over real HTTP with a scripted model, as a user would run it with lines on stdin.</summary>
internal sealed class ChatRun(string folder, ModelServer server)
{
    public const string Model = "gpt-4o-mini", Key = "sk-planted-4321";

    public string Ledger => Path.Combine(folder, "ledger.jsonl");

    public static Task<ModelServer> ServerAsync(Func<ModelRequest, ModelAnswer> script) => ModelServer.StartAsync(Options(script));

    /// <summary>One whose replies take a while, so that there is something to be won.</summary>
    public static Task<ModelServer> SlowlyAsync(Func<ModelRequest, ModelAnswer> script) => ModelServer.StartAsync(
        Options(script) with { Speed = 1, Pacing = new Pacing { FirstToken = TimeSpan.FromMilliseconds(40), PerToken = TimeSpan.FromMilliseconds(1) } });

    public static ModelToolCall Call(string tool, string arguments) => new("id", tool, arguments);

    /// <summary>The last words of the person.</summary>
    public static string Asked(ModelRequest request) => request.Messages.Last(m => m.Role == "user").Text;

    private static ModelServerOptions Options(Func<ModelRequest, ModelAnswer> script) => new(RealTime.Clock, ModelScript.Of(script))
    {
        Models = [Model, "gpt-4o", "house-model"], ApiKey = Key, Speed = double.PositiveInfinity,
    };

    public Task<Run> WithAsync(IReadOnlyList<string> lines, params string[] args) => AsAsync(lines, Key, null, args);

    public async Task<Run> AsAsync(IReadOnlyList<string> lines, string? key, int? width, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error)
        {
            In = new StringReader(string.Join('\n', lines)), IsTyped = width is not null, Width = width, Clock = RealTime.Clock,
            UserFolder = Path.Combine(folder, "user"), Variable = name => name == EndpointSheet.KeyVariable ? key : null,
        };
        var model = args.Contains("--model") ? [] : new[] { "--model", Model };
        var code = await Cli.RunAsync(
            ["chat", .. model, "--endpoint", server.Endpoint.ToString(), "--ledger", Ledger, .. args], terminal, TestContext.Current.CancellationToken);
        return new Run(code, output.ToString(), error.ToString());
    }
}
