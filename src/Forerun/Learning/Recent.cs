namespace Forerun.Learning;

/// <summary>
/// What is known of names that are 64-bit hashes, with room for a number of them: when it is full, those go of which nothing was put since
/// it was full before. So what comes again and again stays, and what does not makes room.
/// </summary>
/// <typeparam name="T">What is known of each.</typeparam>
/// <param name="room">After how many names those go that have not come again; at most twice as many are known.</param>
internal sealed class Recent<T>(int room)
    where T : struct
{
    private Dictionary<ulong, T> newer = [], older = [];

    /// <summary>All that is known, those that go first before the others.</summary>
    public IEnumerable<KeyValuePair<ulong, T>> All => older.Where(o => !newer.ContainsKey(o.Key)).Concat(newer);

    /// <summary>What is known of a name; null: nothing.</summary>
    public T? Find(ulong name) => newer.TryGetValue(name, out var known) || older.TryGetValue(name, out known) ? known : null;

    /// <summary>From now on this is known of a name.</summary>
    public void Put(ulong name, T known)
    {
        if (newer.Count >= room && !newer.ContainsKey(name)) (older, newer) = (newer, []);
        newer[name] = known;
    }

    /// <summary>The same, to be put to apart.</summary>
    public Recent<T> Copy() => new(room) { newer = new(newer), older = new(older) };
}
