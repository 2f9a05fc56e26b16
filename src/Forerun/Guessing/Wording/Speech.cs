using System.Text.Json;
using Forerun.Workflows;

namespace Forerun.Guessing.Wording;

/// <summary>
/// How the words that have come of a call are told from what it returns. Of a workflow's step: its text is its words, and each value that is
/// read of what it returns is counted by itself.
/// </summary>
internal class Speech
{
    private const int Longest = 200;

    public static Speech Plain { get; } = new();

    /// <summary>The words that have come by now.</summary>
    public virtual string WordsIn(Growing growing) => growing.Text;

    /// <summary>What a value is counted as; null: values like it hardly come again, and nothing is learned of them.</summary>
    public virtual string? LabelOf(Value read) => read.ToString() is { Length: <= Longest } text ? text : null;

    /// <summary>The value that a label stands for; null: it stands for many.</summary>
    public virtual Value? ValueOf(string label) => Value.Of(JsonElement.Parse(label));

    /// <summary>What words may name of a value, where that says more than its label; null: nothing.</summary>
    public virtual JsonElement? NamedIn(Value read) => null;
}
