using System.Threading.Channels;

namespace Forerun.Mcp.Wire;

/// <summary>
/// Writes lines to a server, each of them whole. Bets are given up at any moment, and a line that is given up half-way would be joined with
/// the next one: so what is written here can't be cancelled, and nobody waits for a server that does not read.
/// </summary>
internal sealed class WholeLines : Stream
{
    private readonly Channel<byte[]> lines = Channel.CreateUnbounded<byte[]>(new() { SingleReader = true });
    private readonly MemoryStream line = new();
    private readonly Stream inner;
    private volatile IOException? broken;

    public WholeLines(Stream inner)
    {
        this.inner = inner;
        Finished = Task.Run(PumpAsync);
    }

    /// <summary>Done when all that was written before <see cref="Complete"/> is with the server, or can't be any more.</summary>
    public Task Finished { get; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Nothing more is written; then the server's input is closed.</summary>
    public void Complete() => lines.Writer.TryComplete();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return default;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>One writer at a time.</summary>
    /// <exception cref="IOException">The server reads no more.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (broken is { } why) throw new IOException(why.Message, why);
        line.Write(buffer);
        if (!buffer.EndsWith("\n"u8)) return;
        lines.Writer.TryWrite(line.ToArray());
        line.SetLength(0);
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private async Task PumpAsync()
    {
        try
        {
            await foreach (var whole in lines.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                await inner.WriteAsync(whole, CancellationToken.None).ConfigureAwait(false);
                await inner.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            }

            await inner.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            broken = e as IOException ?? new IOException(e.Message, e);
        }
    }
}
