using System.ComponentModel;
using System.Diagnostics;
using ModelContextProtocol.Client;

namespace Forerun.Mcp.Wire;

/// <summary>A server as a process of our own, over its stdin and stdout. It never outlives us: what does not end once its input is closed is killed, and awaited.</summary>
internal sealed class ServerProcess : ILine
{
    private readonly Process process;
    private readonly McpServerOptions options;
    private readonly TimeProvider time;
    private readonly BoundedLines output;
    private readonly LastWords lastWords = new();
    private readonly CancellationTokenSource over = new();
    private readonly Task reading;
    private int disposed;

    private ServerProcess(Process process, McpServerOptions options, TimeProvider time)
    {
        (this.process, this.options, this.time) = (process, options, time);
        output = new BoundedLines(process.StandardOutput.BaseStream, options.MaxMessageBytes);
        reading = lastWords.ReadAsync(process.StandardError, over.Token);
    }

    public Stream ToServer => process.StandardInput.BaseStream;

    public Stream FromServer => output;

    /// <summary>The process, for tests that look whether it is gone.</summary>
    public int Id => process.Id;

    public async ValueTask<string?> EndAsync()
    {
        if (output.IsExceeded) return $"sent a message of more than {options.MaxMessageBytes:N0} bytes, was cut off";
        if (Volatile.Read(ref disposed) != 0) return "was ended";
        if (!output.HasEnded && !process.HasExited) return null;
        // A process closes its output a moment before it is gone, and what it said last may still be on its way.
        await ((Task)Task.WhenAll(process.WaitForExitAsync(CancellationToken.None), reading).WaitAsync(options.EndTimeout, time))
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!process.HasExited) return "has closed its output";
        var words = lastWords.Line is { } line ? $", its last words: {line}" : "";
        return $"has ended (exit code {process.ExitCode}{words})";
    }

    /// <exception cref="McpServerException">There is no such program, or it can't be run.</exception>
    public static ServerProcess Start(McpServerOptions options, TimeProvider time)
    {
        var start = new ProcessStartInfo(options.Command, options.Arguments)
        {
            UseShellExecute = false, CreateNoWindow = true, WorkingDirectory = options.Folder ?? "",
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in StdioClientTransportOptions.GetDefaultEnvironmentVariables()) start.Environment[name] = value;
        foreach (var (name, value) in options.Environment) start.Environment[name] = value;
        try
        {
            return new ServerProcess(Process.Start(start)!, options, time);
        }
        catch (Exception e) when (e is Win32Exception or IOException or PlatformNotSupportedException)
        {
            throw new McpServerException($"The MCP server '{options.Name}' can't be started: '{Printable.Of(options.Command)}' is no program that can be run here; check its name and the PATH.", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0) return;
        await AwaitEndAsync().ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        await reading.ConfigureAwait(false);
        over.Dispose();
        process.Dispose();
    }

    private async Task AwaitEndAsync()
    {
        try
        {
            await process.WaitForExitAsync(CancellationToken.None).WaitAsync(options.EndTimeout, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Kill();
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            return; // it has ended meanwhile
        }
    }
}
