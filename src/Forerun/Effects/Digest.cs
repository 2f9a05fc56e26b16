using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Forerun.Effects;

/// <summary>
/// A SHA-256 of canonical bytes. Cryptographic because model output is hostile: two values with one digest would be taken for one
/// call, and a call adopted for another is the one mistake that the heart must never make.
/// </summary>
public readonly record struct Digest(ulong A, ulong B, ulong C, ulong D)
{
    /// <summary>The digest of a text's UTF-8 bytes.</summary>
    public static Digest Of(string text)
    {
        var size = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (size <= 512)
        {
            Span<byte> small = stackalloc byte[512];
            return Of(small[..Encoding.UTF8.GetBytes(text, small)]);
        }

        return Of(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>The digest of bytes.</summary>
    public static Digest Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(bytes, hash);
        return Read(hash);
    }

    /// <summary>One link of a hash chain: this digest, then another. A history of any length has a digest of one size.</summary>
    public Digest Then(Digest next)
    {
        Span<byte> both = stackalloc byte[64];
        Write(both);
        next.Write(both[32..]);
        return Of(both);
    }

    /// <summary>Eight bytes of a digest are as even as any hash of all of it.</summary>
    public override int GetHashCode() => A.GetHashCode();

    /// <summary>The first eight bytes in hexadecimal: enough for people, not for equality.</summary>
    public override string ToString() => A.ToString("x16");

    private static Digest Read(ReadOnlySpan<byte> hash) => new(
        BinaryPrimitives.ReadUInt64BigEndian(hash),
        BinaryPrimitives.ReadUInt64BigEndian(hash[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(hash[16..]),
        BinaryPrimitives.ReadUInt64BigEndian(hash[24..]));

    private void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, A);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], B);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[16..], C);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[24..], D);
    }
}
