using System.Runtime.CompilerServices;
using Forerun.Workflows;

namespace Forerun.Guessing.Tools;

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
        foreach (var at in Upstream(world, call))
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
            story = story.Then(Turn.Of(newer[i].Call, newer[i].Value));
            after.AddOrUpdate(newer[i].Call, story);
        }

        return awaited is null ? story : new Story(story.Chronicle, story.Length, awaited);
    }

    /// <summary>What led to a call, backwards: what it reads first, and so on. Of a model also the other tools of the same reply.</summary>
    private static IEnumerable<Call> Upstream(World world, Call call)
    {
        for (Call? at = call, first; at is not null; at = first)
        {
            first = null;
            foreach (var dependency in at.Reads)
            {
                if (dependency.IsOrder || world.Asked(dependency.Reading.Slot) is not { } read) continue;
                if (first is null) yield return first = read;
                else if (at.Operation.Kind == OperationKind.Model && AreOfOneReply(first, read)) yield return read;
            }
        }
    }

    private static bool AreOfOneReply(Call one, Call other) =>
        one.Operation.Kind == OperationKind.Tool && other.Operation.Kind == OperationKind.Tool
        && one.Reads is [{ Reading.Slot: var reply }, ..] && other.Reads is [{ Reading.Slot: var same }, ..] && reply == same;
}
