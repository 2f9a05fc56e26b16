namespace Forerun.Guessing.Tools;

/// <summary>What has led to a call: a conversation up to a point.</summary>
/// <param name="Chronicle">The conversation.</param>
/// <param name="Length">How many of its turns have happened here.</param>
/// <param name="Awaited">One turn more that is under way, of which nothing is known but who speaks; null: none.</param>
internal sealed record Story(Chronicle Chronicle, int Length, Turn? Awaited)
{
    /// <summary>How many of the words of the conversation have been said.</summary>
    public int Words => Chronicle.WordsBefore(Length);

    /// <summary>The last turn, counted back from 0, the awaited one included; null before the first.</summary>
    public Turn? Back(int turns)
    {
        if (Awaited is not null && turns-- == 0) return Awaited;
        return turns < Length ? Chronicle[Length - 1 - turns] : null;
    }

    /// <summary>The turn in which somebody last spoke, from 0; -1: nobody has.</summary>
    public int Last(Speaker speaker)
    {
        for (var i = Length - 1; i >= 0; i--)
            if (Chronicle[i].Speaker == speaker) return i;
        return -1;
    }

    /// <summary>The same, and one turn more.</summary>
    public Story Then(Turn turn) => Then([turn]);

    /// <summary>The same, and some turns more. Where the conversation has gone on otherwise, it goes on in a copy.</summary>
    public Story Then(IReadOnlyList<Turn> turns)
    {
        var chronicle = Chronicle.Length == Length ? Chronicle : Chronicle.UpTo(Length);
        foreach (var turn in turns) chronicle.Add(turn);
        return new Story(chronicle, chronicle.Length, null);
    }

    /// <summary>The same, to go on in a way that may not come true.</summary>
    public Story Apart() => this with { Chronicle = Chronicle.UpTo(Length) };
}
