namespace Forerun.Mcp.Wire;

/// <summary>A stream of lines, none longer than a bound: what reads it keeps a whole line in memory, and a hostile server's may have no end.</summary>
internal sealed class BoundedLines(Stream inner, int most) : Stream
{
    private int length;

    /// <summary>Whether a line was too long. Nothing is read after it.</summary>
    public bool IsExceeded { get; private set; }

    /// <summary>Whether nothing comes any more.</summary>
    public bool HasEnded { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        return Count(buffer.Span, read);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => Count(buffer.AsSpan(offset, count), inner.Read(buffer, offset, count));

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private int Count(ReadOnlySpan<byte> buffer, int read)
    {
        HasEnded |= read == 0;
        var end = buffer[..read].IndexOf((byte)'\n');
        var longest = length + (end < 0 ? read : end);
        length = buffer[..read].LastIndexOf((byte)'\n') is var last and >= 0 ? read - last - 1 : length + read;
        if (Math.Max(longest, length) <= most) return read;
        IsExceeded = true;
        throw new InvalidDataException($"A line is longer than {most} bytes.");
    }
}
