namespace Forerun.Tests.Ledgers;

/// <summary>A stream that takes so many bytes and no more, and says so as Linux and Windows do.</summary>
internal sealed class FullDisk(int room) : MemoryStream
{
    private bool full;

    public override void Write(ReadOnlySpan<byte> buffer) => Write(buffer.ToArray(), 0, buffer.Length);

    public override void Write(byte[] buffer, int offset, int count)
    {
        full = Length + count > room;
        if (full) Refuse();
        base.Write(buffer, offset, count);
    }

    public override void Flush()
    {
        if (full) Refuse();
    }

    private static void Refuse() => throw new IOException("No space left on device", OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28);
}
