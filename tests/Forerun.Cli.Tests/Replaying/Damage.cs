using System.Text.Json.Nodes;

namespace Forerun.Cli.Tests.Replaying;

/// <summary>Ways in which a line of a trace goes wrong, drawn by seed: as text, or as JSON that says something impossible or odd.</summary>
internal sealed class Damage(Random random)
{
    private const string Tokens = "{}[]\",:\\0-e\u007F";

    private static readonly string[] Odd =
        ["null", "true", "-1", "-0.0", "0", "1.5", "1e308", "9223372036854775808", "12345678901234567890.123456789", "\"\"", "\"1\"", "[]", "{}", "[[{}]]"];

    private static readonly string[] NoJson = ["NaN", "-Infinity", "Infinity", "1e999", "01", "'x'", "\"\\ud800\"", "\"\u0001\"", "undefined", ""];

    private static readonly string[] Texts = ["\u202Eright to left", "😀\u0000", "\uFFFD\uFEFF", "a\nb\tc", "e\u0301", "\uDBFF\uDFFF", "TERMINATE", "../../x", "[red]x[/]"];

    public string Of(string line) => random.Next(12) switch
    {
        0 => line[..random.Next(1, line.Length)],
        1 => line.Insert(random.Next(line.Length), Tokens[random.Next(Tokens.Length)].ToString()),
        2 => line.Remove(random.Next(line.Length), 1),
        3 => Put(line, NoJson[random.Next(NoJson.Length)]),
        4 => Put(line, new string('[', 5000) + new string(']', 5000)),
        5 => Edit(line, steps => Step(steps)["id"] = steps[0]!["id"]!.DeepClone()),
        6 => Edit(line, steps => Step(steps)["after"] = new JsonArray("no such step")),
        7 => Edit(line, steps => steps[0]!["after"] = new JsonArray(steps[^1]!["id"]!.DeepClone())),
        8 => Edit(line, steps => Step(steps)["seconds"] = -random.NextDouble()),
        9 => Edit(line, steps => Step(steps)["output"] = Texts[random.Next(Texts.Length)]),
        10 => Edit(line, steps => Step(steps)["operation"] = Texts[random.Next(Texts.Length)]),
        _ => Put(line, Odd[random.Next(Odd.Length)]),
    };

    /// <summary>Puts a text in the place of a value. Models stay: one that has no price ends a replay, as it should.</summary>
    private string Put(string line, string text)
    {
        const string mark = "\u0011";
        var root = JsonNode.Parse(line)!;
        var values = Below(root).Where(v => v.Parent is not JsonObject || v.GetPropertyName() != "model").ToList();
        values[random.Next(values.Count)].ReplaceWith(JsonValue.Create(mark));
        return root.ToJsonString().Replace("\"\\u0011\"", text, StringComparison.Ordinal);
    }

    private static string Edit(string line, Action<JsonArray> edit)
    {
        var root = JsonNode.Parse(line)!;
        edit(root["steps"]!.AsArray());
        return root.ToJsonString();
    }

    private JsonNode Step(JsonArray steps) => steps[random.Next(1, steps.Count)]!;

    private static IEnumerable<JsonNode> Below(JsonNode node)
    {
        var children = node switch
        {
            JsonObject fields => fields.Select(f => f.Value),
            JsonArray items => items.AsEnumerable(),
            _ => [],
        };
        return children.OfType<JsonNode>().SelectMany(child => Below(child).Prepend(child));
    }
}
