namespace Forerun.Guessing.Tools;

/// <summary>
/// How a value of one argument goes with those chosen for the arguments before: from the same object, the same as in the last call, used
/// together already. Arguments are often bound together, so they are not guessed apart (ours).
/// </summary>
/// <param name="story">The conversation.</param>
/// <param name="form">The arguments, in their order.</param>
/// <param name="calls">The calls of the tool so far, oldest first.</param>
/// <param name="last">The last call of any tool with these arguments.</param>
internal sealed class Company(Story story, IReadOnlyList<string> form, IReadOnlyList<Turn> calls, Turn? last)
{
    private const int Newest = 12;

    /// <summary>The features of a value beside those chosen.</summary>
    public void Describe(ReadOnlySpan<Entry> chosen, Entry entry, List<uint> features)
    {
        features.Clear();
        var at = chosen.Length;
        var wasSame = true;
        for (var i = 0; i < at; i++)
        {
            features.Add(Hashing.Mix((uint)(200 + i), Shared(chosen[i], entry)));
            if (ReferenceEquals(chosen[i], entry) || chosen[i].Value == entry.Value) features.Add((uint)(210 + i));
            wasSame &= IsSame(i, chosen[i]);
        }

        if (last is not null) features.Add((uint)(220 + (wasSame ? 1 : 0) + (IsSame(at, entry) ? 2 : 0) + (calls.Count > 0 && calls[^1] == last ? 4 : 0)));
        if (at == form.Count - 1) features.Add(IsRepeated(chosen, entry) ? 230u : 231u);
    }

    /// <summary>The newest object that holds both, by where in it they stand; 0: none does.</summary>
    private uint Shared(Entry one, Entry other)
    {
        if (ReferenceEquals(one, other)) return 1;
        var otherLeft = Newest;
        for (var i = other.Mentions.Count - 1; i >= 0 && otherLeft > 0; i--)
        {
            var mention = other.Mentions[i];
            if (mention.Turn >= story.Length || mention.Container == 0) continue;
            otherLeft--;
            for (var j = one.Mentions.Count - 1; j >= 0 && j >= one.Mentions.Count - Newest; j--)
                if (one.Mentions[j].Container == mention.Container) return Hashing.Mix(one.Mentions[j].Source, mention.Source);
        }

        return 0;
    }

    private bool IsSame(int argument, Entry entry) => last is not null && last.Arguments[form[argument]] == entry.Value;

    private bool IsRepeated(ReadOnlySpan<Entry> chosen, Entry entry)
    {
        foreach (var call in calls)
        {
            var same = Has(call, form.Count - 1, entry);
            for (var i = 0; same && i < chosen.Length; i++) same = Has(call, i, chosen[i]);
            if (same) return true;
        }

        return false;
    }

    private bool Has(Turn call, int argument, Entry entry) =>
        call.Arguments.TryGetValue(form[argument], out var value) && value == entry.Value;
}
