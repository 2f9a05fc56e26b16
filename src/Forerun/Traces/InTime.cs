namespace Forerun.Traces;

/// <summary>
/// What came after what, where only times tell: a step may have used the output of every step that had ended when it began. Named are
/// those that no other of them stands behind.
/// </summary>
public static class InTime
{
    /// <summary>For each step, in their order, the positions of the steps directly before it.</summary>
    /// <param name="steps">When each began and ended; one that begins at the moment in which another ends comes after it.</param>
    public static IReadOnlyList<IReadOnlyList<int>> Before(IReadOnlyList<(TimeSpan Began, TimeSpan Ended)> steps)
    {
        var before = new IReadOnlyList<int>[steps.Count];
        foreach (var i in Enumerable.Range(0, steps.Count).OrderBy(i => steps[i].Began).ThenBy(i => steps[i].Ended))
        {
            var ended = Enumerable.Range(0, steps.Count).Where(j => before[j] is not null && steps[j].Ended <= steps[i].Began).ToList();
            var passed = ended.SelectMany(j => before[j]).ToHashSet();
            before[i] = ended.FindAll(j => !passed.Contains(j));
        }

        return before;
    }
}
