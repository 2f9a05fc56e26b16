using System.Runtime.CompilerServices;
using Forerun.Workflows;

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
}

/// <summary>The stories of worlds. What a world shares with one that was asked about before is not read again.</summary>
internal sealed class Stories
{
    private readonly ConditionalWeakTable<Call, Story> after = [];
    private readonly List<(Call Call, Value Value)> newer = [];

    /// <summary>What led to a call: what it reads, what that read, and so on. Null where something on the way is not known.</summary>
    public Story? Before(World world, Call call)
    {
        newer.Clear();
        Turn? awaited = null;
        Story? story = null;
        for (var at = Upstream(world, call); at is not null; at = Upstream(world, at))
        {
            if (world.Read(at.Slot) is not { } value) return null;
            if (ReferenceEquals(value, Value.Unknown))
            {
                if (newer.Count > 0 || awaited is not null) return null;
                awaited = new Turn(at, value);
                continue;
            }

            if (after.TryGetValue(at, out story) && ReferenceEquals(story.Chronicle[story.Length - 1].Value, value)) break;
            story = null;
            newer.Add((at, value));
        }

        story ??= new Story(new Chronicle(), 0, null);
        for (var i = newer.Count - 1; i >= 0; i--)
        {
            story = Then(story, newer[i].Call, newer[i].Value);
            after.AddOrUpdate(newer[i].Call, story);
        }

        return awaited is null ? story : story with { Awaited = awaited };
    }

    private static Story Then(Story story, Call call, Value value)
    {
        var chronicle = story.Chronicle.Length == story.Length ? story.Chronicle : story.Chronicle.UpTo(story.Length);
        chronicle.Add(new Turn(call, value));
        return new Story(chronicle, chronicle.Length, null);
    }

    private static Call? Upstream(World world, Call call)
    {
        foreach (var dependency in call.Reads)
            if (!dependency.IsOrder) return world.Asked(dependency.Reading.Slot);
        return null;
    }
}
