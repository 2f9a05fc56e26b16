namespace Forerun.Guessing.Tools;

/// <summary>What has been learned of one argument of one tool, weights aside.</summary>
/// <param name="tool">The tool.</param>
/// <param name="name">The argument's name.</param>
internal sealed class Argument(string tool, string name)
{
    private const int MostShapes = 16;

    public string Name => name;

    /// <summary>Under which its own weights are kept.</summary>
    public uint Own { get; } = Hashing.Mix(Hashing.Of(tool), Hashing.Of(name));

    /// <summary>Under which the weights are kept that arguments of this name share, whatever the tool.</summary>
    public uint Shared { get; } = Hashing.Mix(7, Hashing.Of(name));

    /// <summary>The shapes of its values so far.</summary>
    public List<int> Shapes { get; private init; } = [];

    public Lexicon Lexicon { get; private init; } = new();

    public void Learn(Story story, Scalar value)
    {
        var shape = value.Shape;
        if (Shapes.Count < MostShapes && !Shapes.Contains(shape)) Shapes.Add(shape);
        Lexicon.Learn(story, value);
    }

    /// <summary>What has been learned of it, to be kept.</summary>
    public KeptArgument Kept() => Lexicon.Kept(name, Shapes);

    /// <exception cref="FormatException">What was kept contradicts itself.</exception>
    public static Argument From(string tool, KeptArgument kept) => new(tool, kept.Name) { Shapes = [.. kept.Shapes], Lexicon = Lexicon.From(kept) };

    public Argument Copy() => new(tool, name) { Shapes = [.. Shapes], Lexicon = Lexicon.Copy() };
}
