namespace Forerun.Tests.Ledgers;

/// <summary>A stream that takes so many bytes and no more, and says so as Linux and Windows do.</summary>
internal sealed class FullDisk(int room) : MemoryStream
{
    private bool full;

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        full = Length + buffer.Length > room;
        if (full) Refuse();
        base.Write(buffer);
    }

    public override void Flush()
    {
        if (full) Refuse();
    }

    private static void Refuse() => throw new IOException("No space left on device", OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28);
}
