namespace Forerun.Mcp.Wire;

/// <summary>Reads what a server writes to stderr, so that it never waits for a reader, and keeps the end of it: why it failed often stands there.</summary>
internal sealed class LastWords
{
    private const int Kept = 2000;
    private readonly Lock gate = new();
    private string end = "";

    /// <summary>The last line that says something, printable; null if there is none.</summary>
    public string? Line
    {
        get
        {
            lock (gate)
                return end.Split('\n').LastOrDefault(l => !string.IsNullOrWhiteSpace(l)) is { } line ? Printable.Of(line) : null;
        }
    }

    /// <summary>Reads to the end, or until it is not wanted any more.</summary>
    public async Task ReadAsync(TextReader errors, CancellationToken cancellationToken)
    {
        var buffer = new char[Kept];
        try
        {
            while (await errors.ReadAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false) is var read and > 0)
            {
                lock (gate)
                {
                    end += new string(buffer, 0, read);
                    if (end.Length > Kept) end = end[^Kept..];
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            return;
        }
    }
}
