namespace Forerun.Guessing.Tools;

/// <summary>What has been learned of one tool: how it is called, and that it only reads.</summary>
/// <param name="name">Its name.</param>
internal sealed class Tool(string name)
{
    private readonly Dictionary<string, Argument> arguments = [];
    private readonly List<(string[] Names, int Count)> forms = [];

    public string Name => name;

    /// <summary>Whether it has an effect; null: it has not been seen at work.</summary>
    public bool? HasEffect { get; set; }

    /// <summary>The names of the arguments that it is asked for with most often; null: it never was.</summary>
    public IReadOnlyList<string>? Form { get; private set; }

    public Argument Of(string argument)
    {
        if (!arguments.TryGetValue(argument, out var known)) arguments[argument] = known = new Argument(name, argument);
        return known;
    }

    /// <summary>It was asked for with arguments of these names.</summary>
    public void Show(string[] names)
    {
        var at = forms.FindIndex(f => f.Names.SequenceEqual(names));
        if (at < 0 && forms.Count >= 16) return;
        if (at < 0) forms.Add((names, 1));
        else forms[at] = (names, forms[at].Count + 1);
        Form = forms.MaxBy(f => f.Count).Names;
    }

    /// <summary>What has been learned of it, to be kept.</summary>
    public KeptTool Kept() => new(
        name, HasEffect, forms.ConvertAll(f => new KeptForm(f.Names, f.Count)), [.. arguments.Values.Select(a => a.Kept())]);

    /// <exception cref="FormatException">What was kept contradicts itself.</exception>
    public static Tool From(KeptTool kept)
    {
        var tool = new Tool(kept.Name) { HasEffect = kept.HasEffect, Form = kept.Forms.MaxBy(f => f.Count)?.Names };
        tool.forms.AddRange(kept.Forms.Select(f => (f.Names, f.Count)));
        foreach (var argument in kept.Arguments) tool.arguments[argument.Name] = Argument.From(kept.Name, argument);
        return tool;
    }

    public Tool Copy()
    {
        var copy = new Tool(name) { HasEffect = HasEffect, Form = Form };
        copy.forms.AddRange(forms);
        foreach (var (argument, known) in arguments) copy.arguments[argument] = known.Copy();
        return copy;
    }
}
