using System.CommandLine;
using System.Globalization;

namespace Forerun.Cli.Generating;

/// <summary>A parameter of a generator as an option; its range is checked by the generator.</summary>
internal static class Parameter
{
    public static Option<T> Of<T>(string name, string? range, string what, T normally)
    {
        var (helpName, kind) = Kind<T>();
        var description = range is null ? $"{what}." : $"{what}; {range}.";
        if (typeof(T) == typeof(bool))
            return new Option<T>(name) { Description = $"{description} Default: no.", DefaultValueFactory = _ => normally };
        if (normally is null) return Knob.Of<T>(name, helpName, $"{description} Default: unset.", kind, TryRead);
        return Knob.Of(name, helpName, description, kind, normally, TryRead);
    }

    private static (string HelpName, string Kind) Kind<T>()
    {
        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        return type == typeof(int) ? ("N", "a whole number") : type == typeof(double) || type == typeof(decimal) ? ("X", "a number") : ("NAME", "a name");
    }

    private static bool TryRead<T>(string text, out T value)
    {
        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        object? read = text;
        if (type == typeof(int))
            read = Knob.Whole(text, out var whole) ? whole : null;
        else if (type == typeof(double))
            read = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
        else if (type == typeof(decimal))
            read = decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? exact : null;
        value = read is null ? default! : (T)read;
        return read is not null;
    }
}
