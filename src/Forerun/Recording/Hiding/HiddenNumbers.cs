using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Forerun.Workflows;

namespace Forerun.Recording.Hiding;

/// <summary>
/// Other numbers of the same form: as many digits, the point where it was, sign and exponent as they were. What is no canonical number is
/// permuted again until it is one (cycle walking), so two numbers are equal exactly when their images are.
/// </summary>
/// <param name="key">The key.</param>
internal sealed class HiddenNumbers(byte[] key)
{
    // A double has 15 digits for certain; of longer whole numbers the noughts at the end say only how large they are, and stay.
    private const int Certain = 15;

    private readonly Permutation permutation = new(key);

    /// <summary>Another number of the same form, in canonical form.</summary>
    /// <exception cref="FormatException">The number is beyond the range of a double.</exception>
    public string Of(JsonElement number)
    {
        var text = CanonicalJson.Write(number).ToCharArray();
        var at = Digits(text);
        var kinds = new Kind[at.Count];
        Array.Fill(kinds, Kind.AsciiDigit);
        var places = at.ConvertAll(i => text[i] - '0').ToArray();
        do
        {
            permutation.Apply(kinds, places);
            for (var i = 0; i < places.Length; i++) text[at[i]] = (char)('0' + places[i]);
        }
        while (!IsCanonical(text) || Digits(text).Count != at.Count);
        return new string(text);
    }

    /// <summary>Where the digits stand that become others.</summary>
    private static List<int> Digits(ReadOnlySpan<char> text)
    {
        var exponent = text.IndexOf('e');
        var end = exponent < 0 ? text.Length : exponent;
        if (end > Certain && !text[..end].Contains('.')) end = text[..end].TrimEnd('0').Length;
        List<int> at = [];
        for (var i = 0; i < end; i++)
            if (char.IsAsciiDigit(text[i])) at.Add(i);
        return at;
    }

    private static bool IsCanonical(ReadOnlySpan<char> text)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value)) return false;
        var canonical = new ArrayBufferWriter<byte>(32);
        CanonicalNumber.Write(value, canonical);
        return text.SequenceEqual(Encoding.ASCII.GetString(canonical.WrittenSpan));
    }
}
