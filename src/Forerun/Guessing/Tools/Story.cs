using System.Text.Json;
using Forerun.Workflows;

namespace Forerun.Guessing.Tools;

/// <summary>What has led to a call: a conversation up to a point.</summary>
/// <param name="chronicle">The conversation.</param>
/// <param name="length">How many of its turns have happened here.</param>
/// <param name="awaited">One turn more that is under way, of which nothing is known but who speaks; null: none.</param>
internal sealed class Story(Chronicle chronicle, int length, Turn? awaited)
{
    private readonly Dictionary<string, Story> asking = new(StringComparer.Ordinal);
    private bool isApart;

    public Chronicle Chronicle => chronicle;

    public int Length => length;

    public Turn? Awaited => awaited;

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

    /// <summary>The same, and some turns more. Where the conversation has gone on otherwise, it goes on in a copy.</summary>
    public Story Then(IReadOnlyList<Turn> turns)
    {
        var going = Chronicle.Length == Length ? Chronicle : Chronicle.UpTo(Length);
        foreach (var turn in turns) going.Add(turn);
        return new Story(going, going.Length, null);
    }

    /// <summary>The same in a copy, with a reply that asks for these tools and is not whole yet. Asked for again, it is not made again.</summary>
    public Story Asking(Call reply, IEnumerable<JsonElement> calls)
    {
        var story = this;
        foreach (var call in calls)
        {
            var text = call.GetRawText();
            if (!story.asking.TryGetValue(text, out var next))
            {
                next = (story.isApart ? story : new Story(Chronicle.UpTo(Length), Length, null)).Then([Turn.Asking(reply, call)]);
                next.isApart = true;
                story.asking[text] = next;
            }

            story = next;
        }

        return story;
    }
}
