using Forerun.Cli.Demo.Running;
using Forerun.Cli.Output;

namespace Forerun.Cli.Demo.Showing;

/// <summary>Shows the passes while they happen: a picture that grows on a terminal, else a line for each letter on stderr.</summary>
internal abstract class Show : IAsyncDisposable
{
    /// <summary>A pass begins.</summary>
    public abstract IWatch Begin(string pass);

    /// <summary>Takes away what isn't meant to stay.</summary>
    public abstract ValueTask DisposeAsync();

    public static Show On(Terminal terminal, DemoRequest request, TimeProvider clock) =>
        terminal.Width is not null && terminal.Variable("TERM") != "dumb" && !request.Json
            ? new LiveShow(terminal, request, clock)
            : new PlainShow(terminal, request);
}
