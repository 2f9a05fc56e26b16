namespace Forerun.Guessing.Tools;

/// <summary>Counts of things that are numbered, as they are kept: number, count, number, count.</summary>
internal static class Pairs
{
    public static Dictionary<T, List<int>> Kept<T>(Dictionary<T, List<(int Of, int Count)>> counts)
        where T : notnull =>
        counts.ToDictionary(c => c.Key, c => c.Value.SelectMany(n => (int[])[n.Of, n.Count]).ToList());

    /// <exception cref="FormatException">A thing has no number below <paramref name="most"/>, or a count is not positive.</exception>
    public static Dictionary<T, List<(int Of, int Count)>> From<T>(Dictionary<T, List<int>> kept, int most)
        where T : notnull => kept.ToDictionary(
        k => k.Key,
        k => k.Value.Count % 2 == 0
            ? k.Value.Chunk(2).Select(p => p[0] >= 0 && p[0] < most && p[1] > 0 ? (p[0], p[1]) : throw Bad(k.Key)).ToList()
            : throw Bad(k.Key));

    private static FormatException Bad(object of) => new($"the counts of {of} are not pairs of a number and how often");
}
