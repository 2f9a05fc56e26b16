using System.Reflection;
using Forerun.Hosting.Configuring;
using Microsoft.Extensions.Logging;

namespace Forerun.Hosting.Tests;

public class DocumentationTests
{
    private static readonly string Page = File.ReadAllText(Repository.PathOf("docs/hosting.md"));

    [Fact]
    public void Options_Each_IsInTheTableWithWhatItTakesAndItsDefault() => Assert.All(
        Setting.All, s => Assert.Contains($"| `{s.Key}` | {s.Takes} | {s.Default} |", Page, StringComparison.Ordinal));

    [Fact]
    public void Options_EachProperty_IsAKeyOfTheTable()
    {
        var keys = Keys(typeof(ForerunOptions)).Where(k => k != "Limits").Concat(Keys(typeof(ForerunLimits)).Select(k => $"Limits:{k}"));
        Assert.Equal(keys.Order(StringComparer.Ordinal), Rows(r => r[0].StartsWith('`')).Select(r => r[0].Trim('`')).Order(StringComparer.Ordinal));
    }

    /// <summary>The defaults that the table and the summaries state are those of the objects.</summary>
    [Fact]
    public void Options_Defaults_AreThoseOfTheTable()
    {
        var fresh = new ForerunOptions();
        Assert.Equal((true, 0.5m, 0.01m, "cost-aware"), (fresh.Enabled, fresh.Turned, fresh.ValueOfTime, fresh.Policy));
        Assert.Equal((null, null, null, null), (fresh.Mode, fresh.Dial, fresh.Ledger, fresh.Learned));
        Assert.Equal((null, 1, false), (fresh.Quantile, fresh.Forget, fresh.SpanContent));
        Assert.Empty(fresh.Prices);
        Assert.Empty(fresh.Models);
        Assert.Equal(0.5m, fresh.Limits.SpeculativeShare);
        Assert.All(typeof(ForerunLimits).GetProperties().Where(p => p.Name != "SpeculativeShare"), p => Assert.Null(p.GetValue(fresh.Limits)));
    }

    [Fact]
    public void Events_Each_IsInTheTableWithItsLevel()
    {
        var listed = Rows(r => char.IsAsciiDigit(r[0][0])).SelectMany(r => r[0].Split(", ").Zip(r[1].Split(", ")));
        var methods = typeof(Logs).GetMethods(BindingFlags.Static | BindingFlags.Public).Select(m => m.GetCustomAttribute<LoggerMessageAttribute>()!);
        Assert.Equal(
            methods.OrderBy(a => a.EventId).Select(a => (a.EventId, a.Level)),
            listed.Select(e => (int.Parse(e.First), Enum.Parse<LogLevel>(e.Second, ignoreCase: true))));
    }

    private static IEnumerable<string> Keys(Type type) => type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Select(p => p.Name);

    private static IEnumerable<string[]> Rows(Func<string[], bool> which) =>
        Page.Split('\n').Where(l => l.StartsWith('|')).Select(l => l.Trim('|').Split('|', StringSplitOptions.TrimEntries)).Where(which);
}
