namespace Forerun.Cli.Output;

/// <summary>A progress bar for what takes more than a second. It leaves nothing behind, and shows nothing if nobody watches.</summary>
internal sealed class SlowProgress(Terminal terminal, string what) : IProgress<(int Done, int Of)>, IDisposable
{
    private const int Cells = 30;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(100);

    private readonly long began = terminal.Watched?.GetTimestamp() ?? 0;
    private TimeSpan next = Patience;
    private int shown;

    /// <inheritdoc/>
    public void Report((int Done, int Of) value)
    {
        if (terminal.Watched is not { } clock) return;
        var elapsed = clock.GetElapsedTime(began);
        if (elapsed < next) return;
        next = elapsed + Frame;
        var cells = value.Of == 0 ? Cells : (int)((long)Cells * value.Done / value.Of);
        Show($"[{new string('#', cells)}{new string('.', Cells - cells)}] {value.Done:N0} of {value.Of:N0} {what}");
    }

    /// <summary>Takes the bar away.</summary>
    public void Dispose()
    {
        if (shown == 0) return;
        terminal.RawError.Write($"\r{new string(' ', shown)}\r");
        terminal.RawError.Flush();
        shown = 0;
    }

    private void Show(string bar)
    {
        terminal.RawError.Write("\r" + bar.PadRight(shown));
        terminal.RawError.Flush();
        shown = Math.Max(shown, bar.Length);
    }
}
