using Forerun.Storage.Files;
using Microsoft.Data.Sqlite;

namespace Forerun.Storage.Learning;

/// <summary>A table of states, each kept as JSON under the texts that it is known by. Only what has changed is written.</summary>
/// <typeparam name="TKey">What a state is known by.</typeparam>
/// <typeparam name="TState">A state.</typeparam>
/// <param name="Name">The table.</param>
/// <param name="Columns">Its columns for the key, in their order.</param>
/// <param name="KeyOf">What a state is known by.</param>
/// <param name="Texts">The key, column by column.</param>
/// <param name="Parse">Reads a state.</param>
/// <param name="Merge">What stands in the file, what stood there last, and what is there now, as one.</param>
internal sealed record StateTable<TKey, TState>(
    string Name, IReadOnlyList<string> Columns, Func<TState, TKey> KeyOf, Func<TKey, IReadOnlyList<string>> Texts, Func<string, TState> Parse,
    Func<TState?, TState?, TState, TState> Merge)
    where TKey : notnull
    where TState : class
{
    private string Places => string.Join(", ", Columns.Select(c => $"${c}"));

    /// <summary>All states that can be read.</summary>
    public Dictionary<TKey, TState> Read(SqliteConnection connection, Damage damage)
    {
        Dictionary<TKey, TState> states = [];
        using var command = connection.Say($"SELECT {string.Join(", ", Columns)}, state FROM {Name} ORDER BY rowid");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            if (damage.Read(reader, Named, r => Parse(r.GetString(Columns.Count))) is { } state) states[KeyOf(state)] = state;
        return states;
    }

    /// <summary>Adds what has changed since <paramref name="last"/> to what is in the file.</summary>
    public void Write(SqliteConnection connection, IReadOnlyDictionary<TKey, TState> last, IReadOnlyDictionary<TKey, TState> now)
    {
        foreach (var (key, state) in now)
        {
            var before = last.GetValueOrDefault(key);
            if (state.Equals(before)) continue;
            (string, object?)[] values = [.. Columns.Zip(Texts(key), (c, text) => ($"${c}", (object?)text))];
            var merged = Merge(InFile(connection, values), before, state);
            connection.Run($"INSERT OR REPLACE INTO {Name}({string.Join(", ", Columns)}, state) VALUES({Places}, $state)", [.. values, ("$state", States.Text(merged))]);
        }
    }

    /// <summary>What others have written since; nothing, if that can't be read.</summary>
    private TState? InFile(SqliteConnection connection, (string, object?)[] key)
    {
        using var command = connection.Say($"SELECT state FROM {Name} WHERE {string.Join(" AND ", Columns.Select(c => $"{c} = ${c}"))}", key);
        try
        {
            return command.ExecuteScalar() is string json ? Parse(json) : null;
        }
        catch (Exception e) when (Damage.IsOne(e))
        {
            return null;
        }
    }

    private string Named(SqliteDataReader row) => $"the {Name} of {string.Join(", ", Columns.Select((_, i) => $"'{row.GetString(i)}'"))}";
}
