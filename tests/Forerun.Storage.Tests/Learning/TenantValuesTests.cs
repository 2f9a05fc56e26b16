using Forerun.Storage.Files;
using Forerun.Storage.Learning;

namespace Forerun.Storage.Tests.Learning;

/// <summary>Rates may be shared between tenants, values never: not in what is offered, and not in the file.</summary>
public class TenantValuesTests : Scratch
{
    private static readonly string[] Tenants = ["acme", "globex", ""];

    [Fact]
    public void Of_TwoTenants_OffersNoneTheOthersValues()
    {
        var store = Plant();
        foreach (var opened in (LearnedStore[])[store, LearnedStore.Open(File)])
        {
            foreach (var tenant in Tenants)
            {
                var offered = Planted.Offered(opened.Of(tenant)).Select(g => g.Value.ToString()).ToList();
                Assert.Contains(offered, o => o.Contains(SecretOf(tenant), StringComparison.Ordinal));
                Assert.DoesNotContain(offered, o => Tenants.Any(t => t != tenant && o.Contains(SecretOf(t), StringComparison.Ordinal)));
            }

            Assert.Empty(Planted.Offered(opened.Of("somebody new")));
        }
    }

    [Fact]
    public void TrySave_OfPlantedValues_WritesThemInRowsOfTheirTenantAlone()
    {
        Plant();
        using var connection = StoreFile.Write(File);
        List<string> found = [];
        foreach (var table in Texts(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").SelectMany(r => r))
        {
            var columns = Texts(connection, $"SELECT name FROM pragma_table_info('{table}')").SelectMany(r => r).ToList();
            var rows = Texts(connection, $"SELECT {string.Join(", ", columns)} FROM {table}");
            foreach (var secret in Tenants)
            {
                var holding = rows.Where(r => r.Any(c => c.Contains(SecretOf(secret), StringComparison.Ordinal))).ToList();
                if (holding.Count > 0) found.Add(table);
                Assert.All(holding, r => Assert.Equal(secret, r[columns.IndexOf("tenant")]));
            }
        }

        Assert.Equal(["content", "pattern", "remembered", "wording"], found.Distinct().Order());
    }

    private LearnedStore Plant()
    {
        var store = LearnedStore.Open(File);
        foreach (var tenant in Tenants) Planted.In(store.Of(tenant), SecretOf(tenant), SecretOf(tenant), $"{SecretOf(tenant)}-2");
        Assert.True(store.TrySave());
        return store;
    }

    private static string SecretOf(string tenant) => tenant.Length == 0 ? "own-4711" : $"{tenant}-0815";

    private static List<string[]> Texts(Microsoft.Data.Sqlite.SqliteConnection connection, string sql)
    {
        using var command = connection.Say(sql);
        using var reader = command.ExecuteReader();
        List<string[]> rows = [];
        while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i).ToString()!)]);
        return rows;
    }
}
