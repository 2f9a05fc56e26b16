namespace Forerun.Traces;

/// <summary>
/// Cuts a stream into lines without ever holding more than one, and none beyond the limit: what is longer is read past and reported
/// as <see cref="TooLong"/>. A byte order mark at the start is no part of the first line.
/// </summary>
internal sealed class LineScanner(Stream stream, int limit)
{
    private byte[] _buffer = new byte[Math.Min(1 << 16, limit + 1)];
    private Range _line;
    private int _next;
    private int _filled;
    private bool _ended;

    /// <summary>The line's number, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Whether the line was longer than the limit; <see cref="Line"/> is then of no meaning.</summary>
    public bool TooLong { get; private set; }

    /// <summary>The line without its end, valid until the next call.</summary>
    public ReadOnlySpan<byte> Line => _buffer.AsSpan(_line);

    /// <summary>Goes to the next line; false when there is none.</summary>
    public bool Next(CancellationToken cancellation)
    {
        TooLong = false;
        var searched = 0;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var pending = _buffer.AsSpan(_next, _filled - _next);
            var feed = pending[searched..].IndexOf((byte)'\n');
            if (feed >= 0)
                return Take(searched + feed, 1);
            if (_ended)
                return (pending.Length > 0 || TooLong) && Take(pending.Length, 0);
            searched = pending.Length;
            if (searched > limit)
            {
                TooLong = true;
                _next = _filled = searched = 0;
            }
            Fill();
        }
    }

    private bool Take(int length, int lineEnd)
    {
        Number++;
        TooLong |= length > limit;
        var mark = Number == 1 && _buffer.AsSpan(_next, length).StartsWith("\uFEFF"u8) ? 3 : 0;
        _line = (_next + mark)..(_next + length);
        _next += length + lineEnd;
        return true;
    }

    private void Fill()
    {
        if (_next > 0)
        {
            _buffer.AsSpan(_next, _filled - _next).CopyTo(_buffer);
            _filled -= _next;
            _next = 0;
        }
        if (_filled == _buffer.Length)
            Array.Resize(ref _buffer, (int)Math.Min(_buffer.Length * 2L, limit + 1L));
        var read = stream.Read(_buffer, _filled, _buffer.Length - _filled);
        _filled += read;
        _ended = read == 0;
    }
}
