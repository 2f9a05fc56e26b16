using Forerun.Testing;

namespace Forerun.Cli.Demo.Mail;

/// <summary>Who writes, how often, and on which plan. The seed draws the plans.</summary>
internal static class Customers
{
    /// <summary>The share of customers on the usual plan.</summary>
    public const double Usual = 0.85;

    private static readonly (string Name, double Share)[] People =
        [("Ann Baker", 0.4), ("Ben Cole", 0.25), ("Cleo Diaz", 0.15), ("Dan Ek", 0.1), ("Eva Fox", 0.1)];

    /// <summary>The customers of a seed.</summary>
    public static IReadOnlyList<Customer> Of(int seed) =>
    [
        .. People.Select(p => new Customer(Address(p.Name), p.Name, Draws.Of(seed, $"plan of {p.Name}").Chance(Usual) ? "standard" : "business")),
    ];

    /// <summary>Draws who writes.</summary>
    public static string Writer(Draws draws)
    {
        var at = draws.Share() * People.Sum(p => p.Share);
        foreach (var (name, share) in People)
        {
            at -= share;
            if (at < 0) return Address(name);
        }

        return Address(People[^1].Name);
    }

    private static string Address(string name) => $"{name.Split(' ')[0].ToLowerInvariant()}@example.org";
}
