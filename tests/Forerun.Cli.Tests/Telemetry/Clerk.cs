using Forerun.AI.Clients;
using Forerun.AI.Speculating;
using Forerun.AI.Tools;
using Forerun.Cli.Tests.Demo;
using Forerun.Testing;
using Microsoft.Extensions.AI;

namespace Forerun.Cli.Tests.Telemetry;

/// <summary>An agent over real HTTP: it looks two things up, pays one back and says so.</summary>
internal sealed class Clerk : IAsyncDisposable
{
    public const string Secret = "xyzzy-4711", Model = "gpt-4o";

    private readonly ModelServer server;
    private readonly OpenAIChatClient client;

    private Clerk(ModelServer server) => (this.server, client) = (server, new OpenAIChatClient(new() { Endpoint = server.Endpoint, Model = Model, Key = Secret }, RealTime.Clock));

    public static async Task<Clerk> HireAsync() => new(await ModelServer.StartAsync(
        new(RealTime.Clock, ModelScript.Of(Script)) { Models = [Model], Pacing = new Pacing { FirstToken = TimeSpan.FromMilliseconds(60), PerToken = TimeSpan.FromMilliseconds(2) } },
        TestContext.Current.CancellationToken));

    /// <summary>Answers so many customers and gives what became of each.</summary>
    public async Task<IReadOnlyList<ChatResponse>> WorkAsync(string run, int customers, Action<SpeculationOptions>? configure = null)
    {
        await using var agent = ((IChatClient)client).WithSpeculation(o =>
        {
            o.Name = "clerk";
            o.NewId = () => run;
            configure?.Invoke(o);
        });
        var options = new ChatOptions { Tools = [Look("find_order"), Look("find_rules"), Tool.Irreversible(Pay)] };
        var replies = new List<ChatResponse>();
        for (var i = 0; i < customers; i++)
            replies.Add(await agent.GetResponseAsync([new(ChatRole.User, $"I am customer-{i} and my word is {Secret}")], options, TestContext.Current.CancellationToken));
        await agent.DropAsync();
        return replies;
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return server.DisposeAsync();
    }

    private static AIFunction Pay { get; } = AIFunctionFactory.Create((string of, CancellationToken c) => AfterAsync($"paid {of}", c), "pay_back");

    private static AIFunction Look(string name) => Tool.Reads(AIFunctionFactory.Create((string of, CancellationToken c) => AfterAsync($"{name} {of} {Secret}", c), name));

    private static async Task<string> AfterAsync(string result, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(50), RealTime.Clock, cancellationToken);
        return result;
    }

    private static ModelAnswer Script(ModelRequest request)
    {
        var customer = request.Messages.First(m => m.Role == "user").Text.Split(' ')[2];
        return request.Messages.Count(m => m.Role == "tool") switch
        {
            0 => new() { ToolCalls = [Call("find_order", customer), Call("find_rules", customer)] },
            2 => new() { ToolCalls = [Call("pay_back", customer)] },
            _ => new() { Text = $"It is paid, {customer}, and the word is {Secret}." },
        };
    }

    private static ModelToolCall Call(string tool, string of) => new(tool, tool, $$"""{"of":"{{of}}"}""");
}
