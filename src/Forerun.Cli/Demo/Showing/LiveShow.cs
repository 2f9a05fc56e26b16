using Forerun.Cli.Demo.Running;
using Forerun.Cli.Output;
using Spectre.Console;

namespace Forerun.Cli.Demo.Showing;

/// <summary>Both timelines while they grow.</summary>
internal sealed class LiveShow : Show
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(100);

    private readonly Terminal terminal;
    private readonly TimeSpan expected;
    private readonly CancellationTokenSource over = new();
    private readonly Task drawing;
    private volatile PassTrack[] tracks = [];

    public LiveShow(Terminal terminal, DemoRequest request, TimeProvider clock)
    {
        (this.terminal, this.clock) = (terminal, clock);
        expected = request.Count * request.Each / request.Speed;
        drawing = DrawAsync();
    }

    private readonly TimeProvider clock;

    /// <inheritdoc/>
    public override IWatch Begin(string pass)
    {
        var track = new PassTrack(pass, clock);
        tracks = [.. tracks, track];
        return track;
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await over.CancelAsync().ConfigureAwait(false);
        await drawing.ConfigureAwait(false);
        over.Dispose();
    }

    private Task DrawAsync()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(terminal.RawOut),
        });
        console.Profile.Width = terminal.Columns;
        console.Profile.Capabilities.Unicode = true;
        return console.Live(Picture()).AutoClear(true).StartAsync(async live =>
        {
            while (!over.IsCancellationRequested)
            {
                live.UpdateTarget(Picture());
                await Task.Delay(Frame, clock, over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        });
    }

    private Text Picture()
    {
        var shown = tracks;
        var without = shown.Length > 0 ? shown[0].Now() : PassTrack.Empty("sequential");
        var with = shown.Length > 1 ? shown[1].Now() : PassTrack.Empty("speculative");
        return new Text(string.Join('\n', Timeline.Draw("", without, with, terminal.Columns - 1, expected)));
    }
}
