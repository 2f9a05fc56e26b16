using System.Collections.Concurrent;
using Forerun.Testing;

namespace Forerun.Cli.Demo.Mail;

/// <summary>
/// The customer database, as slow as one: look-ups take log-normal times with the measured quantiles, drawn by the seed for each customer
/// and time of asking, so that they are the same whoever asks.
/// </summary>
internal sealed class CustomerBook(int seed, TimeProvider time, double speed)
{
    /// <summary>Half of the look-ups are faster.</summary>
    public static readonly TimeSpan Median = TimeSpan.FromSeconds(0.5);

    /// <summary>Nine of ten look-ups are faster.</summary>
    public static readonly TimeSpan Ninth = TimeSpan.FromSeconds(0.87);

    private const double NinthDeviations = 1.2815515655446004; // of the normal distribution
    private readonly Dictionary<string, Customer> customers = Customers.Of(seed).ToDictionary(c => c.Address);
    private readonly ConcurrentDictionary<string, int> asked = new();

    public async Task<Customer> FindAsync(string address, CancellationToken cancellationToken)
    {
        var times = asked.AddOrUpdate(address, 1, (_, before) => before + 1);
        await Task.Delay(Takes(address, times) / speed, time, cancellationToken).ConfigureAwait(false);
        return customers[address];
    }

    private TimeSpan Takes(string address, int times)
    {
        var draws = Draws.Of(seed, $"look-up {times} of {address}");
        var normal = Math.Sqrt(-2 * Math.Log(1 - draws.Share())) * Math.Cos(2 * Math.PI * draws.Share()); // Box and Muller, 1958
        return Median * Math.Pow(Ninth / Median, normal / NinthDeviations);
    }
}
