using System.Text.Json;
using Forerun.Learning;

namespace Forerun.Guessing.Tools;

/// <summary>
/// A conversation so far: its turns, the values in them with where they stood, and its words. It only grows; who is at an earlier point
/// of it disregards what came after. So a served guess need not read the conversation again.
/// </summary>
internal sealed class Chronicle
{
    private const int MostEntries = 4096, MostWords = 4096;
    private readonly List<Turn> turns = [];
    private readonly Dictionary<Scalar, Entry> entries = [];
    private readonly Dictionary<int, List<Entry>> byShape = [];
    private readonly HashSet<ulong> known = [];
    private readonly List<ulong> words = [];
    private readonly List<int> wordsUntil = [];
    private readonly HashSet<uint> names = [];
    private readonly List<uint> namesUntil = [];
    private int containers;

    public int Length => turns.Count;

    public Turn this[int turn] => turns[turn];

    /// <summary>The distinct words and pairs of words that people and models have said, hashed, in their order.</summary>
    public IReadOnlyList<ulong> Vocabulary => words;

    /// <summary>How many of them had been said before a turn.</summary>
    public int WordsBefore(int turn) => turn == 0 ? 0 : wordsUntil[turn - 1];

    /// <summary>Which kinds of turns had happened before a turn, in any order, hashed.</summary>
    public uint NamesBefore(int turn) => turn == 0 ? 0 : namesUntil[turn - 1];

    /// <summary>The values of a shape, in the order in which they first came.</summary>
    public IReadOnlyList<Entry> OfShape(int shape) => byShape.TryGetValue(shape, out var some) ? some : [];

    public Entry? Find(Scalar value) => entries.GetValueOrDefault(value);

    /// <summary>What arguments have been scored with here, by who scored; kept as long as the conversation.</summary>
    public Dictionary<object, object> Notes { get; } = [];

    /// <summary>The same conversation up to a turn, to go on differently.</summary>
    public Chronicle UpTo(int length)
    {
        var copy = new Chronicle();
        for (var i = 0; i < length; i++) copy.Add(turns[i]);
        return copy;
    }

    public void Add(Turn turn)
    {
        var source = turn.Name;
        turns.Add(turn);
        if (turn.Speaker is Speaker.Person or Speaker.Reply) Texts(turn.Value.Json, source);
        else if (turn.Speaker == Speaker.Result) Leaves(turn.Value.Json, source, 0);
        else if (turn.Asked is { } asked && ToolCall.TryRead(asked, out _, out var arguments)) Given(arguments, source);
        wordsUntil.Add(words.Count);
        var all = NamesBefore(turns.Count - 1);
        namesUntil.Add(names.Add(turn.Name) ? all + Hashing.Mix(6, turn.Name) : all);
    }

    private void Texts(JsonElement json, uint source)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String: Read(json.GetString(), source, isSpoken: true); break;
            case JsonValueKind.Object: foreach (var member in json.EnumerateObject()) Texts(member.Value, source); break;
            case JsonValueKind.Array: foreach (var item in json.EnumerateArray()) Texts(item, source); break;
            default: break;
        }
    }

    private void Read(ReadOnlySpan<char> text, uint source, bool isSpoken)
    {
        if (text.Length > Words.MostCharacters) text = text[..Words.MostCharacters];
        var before = 0UL;
        while (Words.TryNext(ref text, out var word))
        {
            if (word.Length <= Scalar.Longest) Show(new Scalar(word.ToString(), true), source, 0);
            if (!isSpoken) continue;
            var one = WideHash.Of(word, folded: true);
            Say(one);
            if (before != 0) Say(WideHash.Mix(before, one));
            before = one;
        }
    }

    private void Say(ulong word)
    {
        if (words.Count < MostWords && known.Add(word)) words.Add(word);
    }

    /// <summary>The scalars in the arguments of a tool, whose names are the tool's, and no values.</summary>
    private void Given(JsonElement arguments, uint source)
    {
        var container = ++containers;
        foreach (var argument in arguments.EnumerateObject()) Leaves(argument.Value, Hashing.Mix(source, Hashing.Of(argument.Name)), container);
    }

    /// <summary>
    /// The scalars under a path. A member whose name has a digit in it is taken for a value too, and its path for that of its siblings.
    /// </summary>
    private void Leaves(JsonElement json, uint path, int container)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                container = ++containers;
                foreach (var member in json.EnumerateObject())
                {
                    var isValue = Words.IsValue(member.Name);
                    if (isValue) Show(new Scalar(member.Name, true), Hashing.Mix(path, 1), container);
                    Leaves(member.Value, Hashing.Mix(path, isValue ? 2 : Hashing.Of(member.Name)), container);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray()) Leaves(item, Hashing.Mix(path, 3), container);
                break;
            case JsonValueKind.String or JsonValueKind.Number:
                var value = Scalar.Of(json);
                if (value.Text.Length <= Scalar.Longest) Show(value, path, container);
                else Read(value.Text, path, isSpoken: false);
                break;
            default:
                break;
        }
    }

    private void Show(Scalar value, uint source, int container)
    {
        if (!entries.TryGetValue(value, out var entry))
        {
            if (entries.Count >= MostEntries) return;
            entries[value] = entry = new Entry(value, entries.Count);
            if (!byShape.TryGetValue(entry.Shape, out var alike)) byShape[entry.Shape] = alike = [];
            alike.Add(entry);
        }

        entry.Add(new Mention(turns.Count - 1, source, container));
    }
}
