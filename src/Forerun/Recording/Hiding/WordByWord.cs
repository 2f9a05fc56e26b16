using System.Security.Cryptography;
using System.Text.Json;
using Forerun.Guessing.Tools;

namespace Forerun.Recording.Hiding;

/// <summary>
/// Each word becomes another word, each number another number, and truth values stay or change places, by the key. Names of members that
/// are values, ids for example, are hidden like texts.
/// </summary>
internal sealed class WordByWord : IHiding
{
    private readonly HiddenWords words;
    private readonly HiddenNumbers numbers;
    private readonly WholeValue whole;
    private readonly bool changes;

    public WordByWord(byte[] key)
    {
        words = new HiddenWords(HMACSHA256.HashData(key, "words"u8));
        numbers = new HiddenNumbers(HMACSHA256.HashData(key, "numbers"u8));
        whole = new WholeValue(HMACSHA256.HashData(key, "word by word"u8));
        changes = (HMACSHA256.HashData(key, "truth values"u8)[0] & 1) == 1;
    }

    public string KeyName => whole.KeyName;

    public void Write(Utf8JsonWriter json, JsonElement leaf)
    {
        try
        {
            switch (leaf.ValueKind)
            {
                case JsonValueKind.String: json.WriteStringValue(words.Of(leaf.GetString())); break;
                case JsonValueKind.Number: json.WriteRawValue(numbers.Of(leaf)); break;
                default: json.WriteBooleanValue(leaf.GetBoolean() != changes); break;
            }
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            whole.Write(json, leaf); // a lone surrogate, or a number beyond the range of a double: no text and no number to exchange
        }
    }

    public string Name(string member) => Words.IsValue(member) ? words.Of(member) : member;
}
