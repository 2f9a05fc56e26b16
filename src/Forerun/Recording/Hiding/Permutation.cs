using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Forerun.Recording.Hiding;

/// <summary>
/// A keyed permutation of all texts of one form: as many characters, each of its kind. Two texts are equal exactly when their images are,
/// however short they are.
/// </summary>
/// <remarks>
/// A Feistel network of ten rounds on the two halves of the text, HMAC-SHA-256 its round function, added character by character in the
/// kind's own size: in principle as FF1 of NIST SP 800-38G, which adds halves as one number. A single character has no halves; its kind is
/// shuffled (Fisher and Yates). It hides what a text is, not how often it comes, nor its length: short texts have few images.
/// </remarks>
/// <param name="key">The key.</param>
internal sealed class Permutation(byte[] key)
{
    private const int Rounds = 10;
    private readonly ConcurrentDictionary<Kind, int[]> shuffled = [];

    /// <summary>Replaces the places of a text's characters, each below the count of its kind.</summary>
    public void Apply(ReadOnlySpan<Kind> kinds, Span<int> places)
    {
        if (places.Length == 1)
        {
            places[0] = shuffled.GetOrAdd(kinds[0], Shuffled)[places[0]];
            return;
        }

        var middle = (places.Length + 1) / 2;
        var message = new byte[1 + kinds.Length + (2 * middle)];
        for (var i = 0; i < kinds.Length; i++) message[1 + i] = (byte)kinds[i];
        var stream = new byte[4 * middle];
        for (var round = 0; round < Rounds; round++)
        {
            var isFirst = round % 2 == 0;
            var from = isFirst ? places[middle..] : places[..middle];
            var to = isFirst ? places[..middle] : places[middle..];
            message[0] = (byte)round;
            for (var i = 0; i < from.Length; i++) BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(1 + kinds.Length + (2 * i)), (ushort)from[i]);
            Fill(message.AsSpan(0, 1 + kinds.Length + (2 * from.Length)), stream.AsSpan(0, 4 * to.Length));
            for (var i = 0; i < to.Length; i++)
            {
                var count = (uint)Alphabet.CountOf(kinds[isFirst ? i : middle + i]);
                to[i] = (int)(((uint)to[i] + (BinaryPrimitives.ReadUInt32BigEndian(stream.AsSpan(4 * i)) % count)) % count);
            }
        }
    }

    private int[] Shuffled(Kind kind)
    {
        int[] places = [.. Enumerable.Range(0, Alphabet.CountOf(kind))];
        var stream = new byte[8 * places.Length];
        Fill([(byte)kind], stream);
        for (var i = places.Length - 1; i > 0; i--)
        {
            var other = (int)(BinaryPrimitives.ReadUInt64BigEndian(stream.AsSpan(8 * i)) % (uint)(i + 1));
            (places[i], places[other]) = (places[other], places[i]);
        }

        return places;
    }

    /// <summary>As many bytes as there is room for, of which nobody knows anything who has not the key.</summary>
    private void Fill(ReadOnlySpan<byte> message, Span<byte> stream)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes], block = stackalloc byte[HMACSHA256.HashSizeInBytes], number = stackalloc byte[4];
        HMACSHA256.HashData(key, message, hash);
        if (stream.Length <= hash.Length)
        {
            hash[..stream.Length].CopyTo(stream);
            return;
        }

        for (var i = 0; !stream.IsEmpty; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(number, i);
            HMACSHA256.HashData(hash, number, block);
            var count = Math.Min(block.Length, stream.Length);
            block[..count].CopyTo(stream);
            stream = stream[count..];
        }
    }
}
