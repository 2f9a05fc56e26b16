using System.Globalization;
using System.Text.Json;
using Forerun.Calibrating;
using Forerun.Deciding;
using Forerun.Effects;
using Forerun.Ledgers;
using Forerun.Tests.Pricing;

namespace Forerun.Tests.Ledgers;

/// <summary>A stranger with docs/ledger.md and a calculator comes to what the row says.</summary>
public sealed class DocumentationTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Folders.Find("docs") ?? ".", "ledger.md"));

    private static readonly string Row = Page.Split("```json")[1].Split("```")[0].Trim();

    [Fact]
    public void Example_ByTheFormulasOfThePage_IsItsRow()
    {
        var row = JsonDocument.Parse(Row).RootElement;
        var (p, dT, c, g) = (Number(row, "probability"), Number(row, "saved_seconds"), Number(row, "cost_usd"), Number(row, "guess_price_usd"));
        var (lambda, alpha) = (Number(row, "value_of_time"), Number(row, "dial"));
        var l = lambda * dT;
        var ev = (p * l) - ((1 - p) * c) - g;

        Assert.Equal(ev, Number(row, "ev_usd"));
        Assert.Equal((1 - alpha) * c, Number(row, "threshold_usd"));
        Assert.Equal(ev - ((1 - alpha) * c), Number(row, "margin_usd"));
        Assert.Equal((((2 - alpha) * c) + g) / (l + c), Number(row, "p_star"));
        Assert.Equal((1 + (l / c)) / (2 - alpha), Number(row, "k_crit"));
        Assert.Equal((((2 - alpha - p) * c) + g) / (p * dT), Number(row, "implied_value_of_time"));
        Assert.Equal(ev - ((1 - alpha) * c) >= 0 ? "speculate" : "wait", row.GetProperty("verdict").GetString());
    }

    [Fact]
    public void Example_ByHand_IsItsRow()
    {
        var row = JsonDocument.Parse(Row).RootElement;
        var byHand = Page.Split("| what | by hand |")[1].Split("\n\n")[0].Split('\n').Where(l => l.Contains('=', StringComparison.Ordinal)).ToList();
        Assert.Equal(7, byHand.Count);
        foreach (var line in byHand.Skip(1))
        {
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            var result = decimal.Parse(cells[2].Split('=')[^1], CultureInfo.InvariantCulture);
            Assert.Equal(result, Math.Round(Number(row, cells[1]), 4));
        }
    }

    [Fact]
    public void Example_ReadAndWrittenAgain_IsTheSame()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, Row + "\n");
            var decision = Assert.IsType<DecisionRow>(Assert.Single(JsonlLedger.Read(path)));
            Assert.Equal(decision.Decision.Verdict, decision.Decision.Recompute());
            using (var ledger = new JsonlLedger(path)) ledger.Append(decision);
            var (documented, written) = (JsonDocument.Parse(Row).RootElement, JsonDocument.Parse(File.ReadAllText(path)).RootElement);
            Assert.True(JsonElement.DeepEquals(documented, written), $"{written}");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Words_OfEveryField_AreOnThePage()
    {
        string[] words =
        [
            .. Of<Phase>(), .. Of<Admission>(), .. Of<Verdict>(), .. Of<Reason>(), .. Of<Standing>(), .. Of<AttemptEnd>(), .. Of<Outcome>(), .. Of<RunEnd>(), .. Of<Stage>(),
            .. Of<MoveReason>(),
        ];
        Assert.All(words, word => Assert.Contains($"`{word}`", Page.Split("## What the words mean")[1].Split("## ")[0], StringComparison.Ordinal));
    }

    private static IEnumerable<string> Of<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(Words.Of);

    private static decimal Number(JsonElement row, string name) => row.GetProperty(name).GetDecimal();
}
