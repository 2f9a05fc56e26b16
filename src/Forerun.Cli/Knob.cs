using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Forerun.Cli;

/// <summary>Options whose errors say what would be right.</summary>
internal static class Knob
{
    /// <summary>A number or a word, given by its name; <paramref name="range"/> completes "must be".</summary>
    public static Option<T> Of<T>(string name, string helpName, string description, string range, TryRead<T> read)
    {
        var option = new Option<T>(name) { HelpName = helpName, Description = description };
        option.CustomParser = given =>
        {
            if (given.Tokens is [var token] && read(token.Value, out var value)) return value;
            given.AddError($"{name} must be {range}, not '{string.Join(' ', given.Tokens)}'.");
            return default;
        };
        return option;
    }

    public static Option<T> Of<T>(string name, string helpName, string description, string range, T normally, TryRead<T> read)
    {
        var option = Of(name, helpName, description, range, read);
        option.DefaultValueFactory = _ => normally;
        return option;
    }

    public static TryRead<decimal> Between(decimal low, decimal high) => (string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value >= low && value <= high;

    public static bool Whole(string text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    /// <summary>The value of an option, or its default where what was given could not be read (which is told elsewhere).</summary>
    public static T? OrDefault<T>(this SymbolResult result, Option<T> option, T? otherwise)
    {
        try
        {
            return result.GetResult(option) is { } given && !given.Errors.Any() ? given.GetValueOrDefault<T>() : otherwise;
        }
        catch (InvalidOperationException)
        {
            return otherwise;
        }
    }

    /// <summary>Reads a text; false if it is not one of these.</summary>
    public delegate bool TryRead<T>(string text, out T value);
}
