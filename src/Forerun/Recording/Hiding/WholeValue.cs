using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Forerun.Workflows;

namespace Forerun.Recording.Hiding;

/// <summary>Each value becomes a keyed hash of all of it: equal values have equal hashes, and nothing else of them is kept.</summary>
/// <param name="key">The key.</param>
internal sealed class WholeValue(byte[] key) : IHiding
{
    // 128 of the 256 bits: two of a million million values are the same by chance once in 10^14 recordings.
    private const int HashBytes = 16;

    public string KeyName { get; } = Hash(key, "the name of this key"u8)[..8];

    public void Write(Utf8JsonWriter json, JsonElement leaf) => json.WriteStringValue("h:" + Hash(key, Bytes(leaf)));

    public string Name(string member) => member;

    private static ReadOnlySpan<byte> Bytes(JsonElement leaf)
    {
        try
        {
            return Encoding.UTF8.GetBytes(CanonicalJson.Write(leaf));
        }
        catch (FormatException)
        {
            return JsonMarshal.GetRawUtf8Value(leaf); // it has no canonical form
        }
    }

    private static string Hash(byte[] key, ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, bytes, hash);
        return Base64Url.EncodeToString(hash[..HashBytes]);
    }
}
