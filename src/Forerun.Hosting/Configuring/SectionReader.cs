using Forerun.Pricing;
using Microsoft.Extensions.Configuration;

namespace Forerun.Hosting.Configuring;

/// <summary>
/// Reads the options out of a configuration. Unlike the usual binder it goes on after the first fault, and knows a key that nobody knows.
/// What it can't read is told with all else that is wrong (<see cref="OptionsCheck"/>).
/// </summary>
internal static class SectionReader
{
    private const string Prices = nameof(ForerunOptions.Prices), Models = nameof(ForerunOptions.Models), Limits = nameof(ForerunOptions.Limits);

    private static readonly string[] Known = [.. Setting.All.Select(s => s.Key), Prices, Models];

    public static void Read(IConfigurationSection section, ForerunOptions options)
    {
        options.Section = section.Path;
        foreach (var child in section.GetChildren()) ReadChild(section, child, options);
    }

    private static void ReadChild(IConfigurationSection section, IConfigurationSection child, ForerunOptions options)
    {
        if (Is(child, Prices)) ReadPrices(child, options);
        else if (Is(child, Models)) ReadModels(child, options);
        else if (!Is(child, Limits) || child.Value is { Length: > 0 }) ReadSetting(section, child, options);
        else foreach (var limit in child.GetChildren()) ReadSetting(section, limit, options);
    }

    private static void ReadSetting(IConfigurationSection section, IConfigurationSection child, ForerunOptions options)
    {
        var key = child.Path[(section.Path.Length + 1)..];
        if (Setting.All.FirstOrDefault(s => s.Key.Equals(key, StringComparison.OrdinalIgnoreCase)) is not { } setting)
            options.Unread.Add($"{child.Path} is no key of Forerun, the nearest is {section.Path}:{NearestNames.Of(key, Known, 1)[0]}");
        else if (child.Value is { } text ? !setting.TrySet(options, text.Trim()) && text.Length > 0 : child.GetChildren().Any())
            options.Unread.Add($"{child.Path} is {(child.Value is null ? "a list" : $"'{child.Value}'")}, it takes {setting.Takes}");
    }

    private static void ReadPrices(IConfigurationSection prices, ForerunOptions options)
    {
        if (prices.Value is { Length: > 0 } one) options.Prices.Add(one);
        foreach (var file in prices.GetChildren())
            if (file.Value is { Length: > 0 } path) options.Prices.Add(path);
            else options.Unread.Add($"{file.Path} is empty, it takes the path of a price file");
    }

    private static void ReadModels(IConfigurationSection models, ForerunOptions options)
    {
        if (models.Value is { Length: > 0 })
            options.Unread.Add($"{models.Path} is '{models.Value}', it takes names with the models they stand for, such as {models.Path}:my-gpt=gpt-4o");
        foreach (var model in models.GetChildren())
            if (model.Value is { } name) options.Models[model.Key] = name;
            else options.Unread.Add($"{model.Path} has keys below it, it takes the name of a model");
    }

    private static bool Is(IConfigurationSection child, string key) => child.Key.Equals(key, StringComparison.OrdinalIgnoreCase);
}
