using System.Globalization;
using Forerun.Testing;
using Microsoft.Data.Sqlite;

namespace Forerun.Cli.Demo.Support.World;

/// <summary>
/// What the agent knows and changes: a SQLite database in memory, one for each pass. Every effect is written into it in the same transaction
/// as the change, so the database itself says what was done, and in which order.
/// </summary>
internal sealed class Shop : IDisposable
{
    private static readonly string[] Items = ["lamp", "kettle", "clock", "chair"];
    private static readonly string[] States = ["in transit", "delivered to a neighbour", "held at the depot"];

    private readonly Lock gate = new();
    private readonly SqliteConnection database = new("Data Source=:memory:");

    private Shop() => database.Open();

    /// <summary>The shop of a seed, with an order for each person.</summary>
    public static Shop Of(int seed, IReadOnlyList<Person> people)
    {
        var shop = new Shop();
        shop.Execute("CREATE TABLE orders (id TEXT PRIMARY KEY, customer TEXT, item TEXT, parcel TEXT)");
        shop.Execute("CREATE TABLE parcels (id TEXT PRIMARY KEY, state TEXT)");
        shop.Execute("CREATE TABLE stock (item TEXT PRIMARY KEY, pieces INTEGER)");
        shop.Execute("CREATE TABLE effects (number INTEGER PRIMARY KEY, what TEXT, what_for TEXT)");
        foreach (var item in Items) shop.Execute("INSERT INTO stock VALUES ($a, $b)", item, Draws.Of(seed, $"stock of {item}").Below(40) + 10);
        foreach (var person in people)
        {
            var draws = Draws.Of(seed, $"order of {person.Address}");
            var order = (20_000 + (draws.Below(900) * 10) + person.Number).ToString(CultureInfo.InvariantCulture);
            shop.Execute("INSERT INTO orders VALUES ($a, $b, $c, $d)", $"A{order}", person.Address, draws.Of(Items), $"P{order}");
            shop.Execute("INSERT INTO parcels VALUES ($a, $b)", $"P{order}", draws.Of(States));
        }

        return shop;
    }

    /// <summary>The last order of a customer.</summary>
    public Order? OrderOf(string customer) => One(
        "SELECT id, item, parcel FROM orders WHERE customer = $a", r => new Order(r.GetString(0), r.GetString(1), r.GetString(2)), customer);

    /// <summary>Where a parcel is.</summary>
    public string? StateOf(string parcel) => One("SELECT state FROM parcels WHERE id = $a", r => r.GetString(0), parcel);

    /// <summary>How many pieces there are of an item.</summary>
    public int? PiecesOf(string item) => One("SELECT pieces FROM stock WHERE item = $a", r => (int?)r.GetInt32(0), item);

    /// <summary>Sends an order again: a piece less in stock.</summary>
    public bool Resend(string order) => Change("resend", order, "UPDATE stock SET pieces = pieces - 1 WHERE item = (SELECT item FROM orders WHERE id = $a)");

    /// <summary>Pays an order back and takes it out of the books.</summary>
    public bool Refund(string order) => Change("refund", order, "UPDATE parcels SET state = 'paid back' WHERE id = (SELECT parcel FROM orders WHERE id = $a)");

    /// <summary>What was done, in its order, from a number on.</summary>
    public IReadOnlyList<Done> EffectsAfter(int number)
    {
        lock (gate)
        {
            using var command = Command("SELECT number, what, what_for FROM effects WHERE number > $a ORDER BY number", number);
            using var reader = command.ExecuteReader();
            var effects = new List<Done>();
            while (reader.Read()) effects.Add(new Done(reader.GetInt32(0), reader.GetString(1), reader.GetString(2)));
            return effects;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => database.Dispose();

    private bool Change(string what, string order, string sql)
    {
        lock (gate)
        {
            using var transaction = database.BeginTransaction();
            using var change = Command(sql, order);
            change.Transaction = transaction;
            if (change.ExecuteNonQuery() == 0) return false;
            using var note = Command("INSERT INTO effects (what, what_for) VALUES ($a, $b)", what, order);
            note.Transaction = transaction;
            note.ExecuteNonQuery();
            transaction.Commit();
            return true;
        }
    }

    private void Execute(string sql, params object[] values)
    {
        using var command = Command(sql, values);
        command.ExecuteNonQuery();
    }

    private T? One<T>(string sql, Func<SqliteDataReader, T> read, string value)
    {
        lock (gate)
        {
            using var command = Command(sql, value);
            using var reader = command.ExecuteReader();
            return reader.Read() ? read(reader) : default;
        }
    }

    private SqliteCommand Command(string sql, params object[] values)
    {
        var command = database.CreateCommand();
#pragma warning disable CA2100 // every text is a constant of this file
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue($"${(char)('a' + i)}", values[i]);
        return command;
    }
}

/// <summary>An order.</summary>
internal sealed record Order(string Id, string Item, string Parcel);

/// <summary>An effect that the database has seen.</summary>
internal sealed record Done(int Number, string What, string For);
