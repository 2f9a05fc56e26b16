namespace Forerun.Guessing.Tools;

/// <summary>The values that an argument may take at a point of a conversation, each with its features.</summary>
internal sealed class Slate
{
    private readonly List<uint> features = [];
    private readonly List<int> ends = [];
    private readonly List<Entry> learned = [];
    private readonly Dictionary<uint, (int All, int Unused)> places = [];

    public List<Entry> Entries { get; } = [];

    public ReadOnlySpan<uint> FeaturesOf(int entry)
    {
        var all = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(features);
        var from = entry == 0 ? 0 : ends[entry - 1];
        return all[from..ends[entry]];
    }

    /// <summary>
    /// The values of the conversation whose shape the argument has had before, and the learned ones that go best with its words.
    /// </summary>
    public void Fill(Story story, Argument argument, IReadOnlyList<Turn> calls)
    {
        Entries.Clear();
        features.Clear();
        ends.Clear();
        places.Clear();
        foreach (var shape in argument.Shapes)
            foreach (var entry in story.Chronicle.OfShape(shape))
                if (entry.Mentions[0].Turn < story.Length) Entries.Add(entry);
        if (argument.Shapes.Count > 1) Entries.Sort(static (one, other) => one.Order.CompareTo(other.Order));
        argument.Lexicon.Best(story, 4, learned);
        for (var i = 0; i < learned.Count; i++)
            if (story.Chronicle.Find(learned[i].Value) is { } said && Entries.Contains(said)) learned[i] = said;
            else Entries.Add(learned[i]);
        var (person, reply) = (story.Last(Speaker.Person), story.Last(Speaker.Reply));
        foreach (var entry in Entries)
        {
            Describe(entry, story, argument, calls, person, reply);
            ends.Add(features.Count);
        }
    }

    private void Describe(Entry entry, Story story, Argument argument, IReadOnlyList<Turn> calls, int person, int reply)
    {
        var used = Used(entry, argument.Name, calls);
        var (inPerson, inReply, newest) = (false, false, -1);
        var from = features.Count;
        foreach (var mention in entry.Mentions)
        {
            if (mention.Turn >= story.Length) break;
            newest = mention.Turn;
            inPerson |= newest == person;
            inReply |= newest == reply;
            if (features.Count - from < 8 && features.IndexOf(mention.Source, from) < 0) features.Add(mention.Source);
        }

        var to = features.Count;
        for (var i = from; i < to; i++) Place(features[i], used > 0, inPerson);
        var age = newest < 0 ? 7 : Math.Min(6, (int)Math.Log2(story.Length - newest));
        features.Add(1);
        features.Add((uint)(10 + Math.Min(used, 2)));
        features.Add((uint)(20 + age));
        features.Add((uint)(30 + (inPerson ? 1 : 0) + (inReply ? 2 : 0)));
        features.Add(Hashing.Mix(40, (uint)entry.Shape));
        var rank = learned.IndexOf(entry);
        if (rank >= 0) features.Add((uint)(50 + Math.Min(rank, 2)));
    }

    /// <summary>The how manieth of its source a value is, and the how manieth of those that were not used yet.</summary>
    private void Place(uint source, bool isUsed, bool inPerson)
    {
        var (all, unused) = places.GetValueOrDefault(source);
        places[source] = (all + 1, isUsed ? unused : unused + 1);
        features.Add(Hashing.Mix(source, (uint)(100 + Math.Min(all, 4))));
        if (!isUsed) features.Add(Hashing.Mix(source, (uint)(110 + Math.Min(unused, 3))));
        features.Add(Hashing.Mix(source, (uint)(120 + (isUsed ? 1 : 0) + (inPerson ? 2 : 0))));
    }

    /// <summary>0: the tool has not been asked for with this value; 1: it has; 2: it was the last time.</summary>
    private static int Used(Entry entry, string argument, IReadOnlyList<Turn> calls)
    {
        for (var i = calls.Count - 1; i >= 0; i--)
            if (calls[i].Arguments.TryGetValue(argument, out var value) && value == entry.Value) return i == calls.Count - 1 ? 2 : 1;
        return 0;
    }
}
