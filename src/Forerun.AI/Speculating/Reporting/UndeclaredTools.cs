using System.Globalization;

namespace Forerun.AI.Speculating.Reporting;

/// <summary>Tools of which nobody has declared what they do to the world.</summary>
/// <param name="Names">Their names, in the order in which they were called first.</param>
/// <param name="WouldSave">
/// How much sooner the results of this turn would have been there if these tools were reads: begun as soon as their call was complete, and
/// side by side. What guessing their calls would save comes on top and is not known.
/// </param>
public sealed record UndeclaredTools(IReadOnlyList<string> Names, TimeSpan WouldSave)
{
    /// <summary>The line that declares them, if they do nothing but read.</summary>
    public string Declaration => string.Join(" ", Names.Select(n => $"options.Tools[\"{n}\"] = ToolEffect.Reads();"));

    /// <summary>For people: which tools, what they would have saved, and the line that declares them.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"Nothing is bet on {string.Join(", ", Names)}: nobody has declared what they do. If they only read, this declares it, and would have saved {WouldSave.TotalSeconds:0.00} s here: {Declaration}");
}
