namespace Forerun.Traces;

/// <summary>Puts the steps of a run behind what they need, and refuses a run in which that can't be done.</summary>
internal static class StepOrder
{
    // Of a long circle the first steps tell enough.
    private const int Shown = 10;

    /// <summary>The steps in the order nearest to that of the file in which each stands behind all it needs.</summary>
    public static IReadOnlyList<TraceStep> Of(IReadOnlyList<TraceStep> steps)
    {
        var needs = Needs(steps, Positions(steps));
        if (IsOrdered(needs))
            return steps;

        var open = new int[needs.Length];
        var wanted = new List<int>[needs.Length];
        var ready = new PriorityQueue<int, int>();
        for (var i = 0; i < needs.Length; i++)
        {
            open[i] = needs[i].Length;
            foreach (var upstream in needs[i])
                (wanted[upstream] ??= []).Add(i);
            if (open[i] == 0)
                ready.Enqueue(i, i);
        }

        var ordered = new List<TraceStep>(needs.Length);
        while (ready.TryDequeue(out var next, out _))
        {
            ordered.Add(steps[next]);
            foreach (var downstream in wanted[next] ?? [])
            {
                if (--open[downstream] == 0)
                    ready.Enqueue(downstream, downstream);
            }
        }
        return ordered.Count == steps.Count ? ordered : throw Cycle(steps, needs, open);
    }

    private static Dictionary<string, int> Positions(IReadOnlyList<TraceStep> steps)
    {
        var positions = new Dictionary<string, int>(steps.Count, StringComparer.Ordinal);
        for (var i = 0; i < steps.Count; i++)
        {
            var id = steps[i].Id;
            if (!positions.TryAdd(id, i))
                throw new MalformedFieldException($"steps[{i}].id", $"\"{id}\" is the id of steps[{positions[id]}] already");
        }
        return positions;
    }

    private static int[][] Needs(IReadOnlyList<TraceStep> steps, Dictionary<string, int> positions)
    {
        var needs = new int[steps.Count][];
        for (var i = 0; i < needs.Length; i++)
        {
            var after = steps[i].After;
            needs[i] = after.Count == 0 ? [] : new int[after.Count];
            for (var j = 0; j < after.Count; j++)
            {
                if (!positions.TryGetValue(after[j].Id, out needs[i][j]))
                    throw new MalformedFieldException($"steps[{i}].after[{j}]", $"the run has no step \"{after[j].Id}\"");
            }
        }
        return needs;
    }

    private static bool IsOrdered(int[][] needs)
    {
        for (var i = 0; i < needs.Length; i++)
        {
            foreach (var upstream in needs[i])
            {
                if (upstream >= i)
                    return false;
            }
        }
        return true;
    }

    /// <summary>Walks up from a step that never became ready until one comes again: that is a circle.</summary>
    private static MalformedFieldException Cycle(IReadOnlyList<TraceStep> steps, int[][] needs, int[] open)
    {
        var walked = new List<int>();
        var seen = new HashSet<int>();
        var at = Array.FindIndex(open, static o => o > 0);
        while (seen.Add(at))
        {
            walked.Add(at);
            at = Array.Find(needs[at], upstream => open[upstream] > 0);
        }
        var circle = walked.Skip(walked.IndexOf(at)).Append(at).Take(Shown).Select(i => steps[i].Id);
        return new MalformedFieldException($"steps[{at}].after", $"the step waits for itself: {string.Join(" after ", circle)}");
    }
}
