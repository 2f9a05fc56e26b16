namespace Forerun.Guessing.Tools;

/// <summary>A value that a conversation has shown, and where it stood.</summary>
/// <param name="value">The value.</param>
/// <param name="order">The how manieth value of the conversation it is.</param>
internal sealed class Entry(Scalar value, int order)
{
    private const int Most = 64;

    public Scalar Value => value;

    public int Order => order;

    public int Shape { get; } = value.Shape;

    /// <summary>Where it stood, oldest first; of very many the oldest.</summary>
    public List<Mention> Mentions { get; } = [];

    public void Add(in Mention mention)
    {
        if (Mentions.Count < Most) Mentions.Add(mention);
        else Mentions[^1] = mention;
    }
}

/// <summary>A place at which a value stood.</summary>
/// <param name="Turn">In which turn of the conversation, from 0.</param>
/// <param name="Source">Who said it, and under which generalized JSON path.</param>
/// <param name="Container">The very object that it stood in, unique in the conversation; 0: in a text.</param>
internal readonly record struct Mention(int Turn, uint Source, int Container);
