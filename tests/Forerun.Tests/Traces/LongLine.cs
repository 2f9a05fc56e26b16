namespace Forerun.Tests.Traces;

/// <summary>A stream of many spaces and a tail, made as it is read.</summary>
internal sealed class LongLine(int spaces, byte[] tail) : Stream
{
    private int _given;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var left = _given < spaces ? spaces - _given : spaces + tail.Length - _given;
        var read = Math.Min(count, left);
        if (_given < spaces)
            buffer.AsSpan(offset, read).Fill((byte)' ');
        else
            tail.AsSpan(_given - spaces, read).CopyTo(buffer.AsSpan(offset));
        _given += read;
        return read;
    }

    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
