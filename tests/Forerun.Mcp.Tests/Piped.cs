using System.IO.Pipelines;
using Forerun.AI.Tools;
using Forerun.Mcp.Server;
using Forerun.Mcp.Wire;

namespace Forerun.Mcp.Tests;

/// <summary>A scripted server in this process, over pipes: what it throws ends it, as a crash would.</summary>
internal sealed class Piped : ILine
{
    private readonly Pipe to = new(), from = new();
    private readonly Task running;
    private volatile bool isOver;

    private Piped(Func<TextWriter, ScriptedServer> make)
    {
        Server = make(new StreamWriter(from.Writer.AsStream()));
        (ToServer, FromServer) = (to.Writer.AsStream(), from.Reader.AsStream());
        running = Task.Run(RunAsync);
    }

    public ScriptedServer Server { get; }

    public Stream ToServer { get; }

    public Stream FromServer { get; }

    /// <summary>Whether it was ended and awaited.</summary>
    public bool IsEnded { get; private set; }

    public static async Task<(McpServer Server, Piped Line)> StartAsync(
        Func<TextWriter, ScriptedServer> make, bool isTrusted = false, IReadOnlyDictionary<string, ToolEffect>? declared = null, TimeProvider? time = null)
    {
        var line = new Piped(make);
        var options = new McpServerOptions("files", "none", []) { IsTrusted = isTrusted };
        if (declared is not null) options = options with { Tools = declared };
        return (await McpServer.ConnectAsync(options, time ?? new Forerun.Testing.ManualTime(), line, TestContext.Current.CancellationToken), line);
    }

    public ValueTask<string?> EndAsync() => new(isOver ? "has ended" : null);

    public async ValueTask DisposeAsync()
    {
        if (IsEnded) return;
        await running;
        IsEnded = true;
    }

    private async Task RunAsync()
    {
        try
        {
            using var input = new StreamReader(to.Reader.AsStream());
            await Server.RunAsync(input);
        }
        catch (InvalidDataException)
        {
            // it has crashed
        }
        finally
        {
            isOver = true;
            await from.Writer.CompleteAsync();
        }
    }
}
