using System.ComponentModel;
using Forerun.AI.Tools;
using Forerun.Pricing;
using Forerun.Testing;
using Microsoft.Extensions.AI;

namespace Forerun.Cli.Demo.Support.World;

/// <summary>
/// The agent's tools over the shop. They take as long as a database elsewhere: log-normal times, drawn by the seed for each tool and
/// argument, so that a call takes the same whoever makes it, and when.
/// </summary>
internal sealed class ShopTools(Shop shop, SupportRequest request, TimeProvider time, Func<string, IDisposable> began)
{
    /// <summary>Half of the look-ups are faster; ours, half to two thirds of what was measured elsewhere.</summary>
    public static readonly TimeSpan Median = TimeSpan.FromSeconds(0.3);

    /// <summary>Nine of ten look-ups are faster.</summary>
    public static readonly TimeSpan Ninth = TimeSpan.FromSeconds(0.45);

    /// <summary>What a look-up is taken to cost, in each pass and in vain too.</summary>
    public static readonly Usd Price = new(0.00001m);

    private const double NinthDeviations = 1.2815515655446004; // of the normal distribution

    /// <summary>The tools, with what each does to the world.</summary>
    public IReadOnlyList<AIFunction> All =>
    [
        Tool.Reads(AIFunctionFactory.Create(FindOrder, "find_order"), price: Price),
        Tool.Reads(AIFunctionFactory.Create(TrackParcel, "track_parcel"), price: Price),
        Tool.Reads(AIFunctionFactory.Create(CheckStock, "check_stock"), price: Price),
        Tool.Reads(AIFunctionFactory.Create(ReadRules, "read_rules"), price: Price),
        Tool.Irreversible(AIFunctionFactory.Create(SendAgain, "send_again")),
        Tool.Irreversible(AIFunctionFactory.Create(PayBack, "pay_back")),
    ];

    [Description("The last order of a customer.")]
    private Task<string> FindOrder(string customer, CancellationToken cancellationToken) =>
        AfterAsync("find_order", customer, () => shop.OrderOf(customer) is { } o ? $$"""{"order":"{{o.Id}}","item":"{{o.Item}}","parcel":"{{o.Parcel}}"}""" : "none", cancellationToken);

    [Description("Where a parcel is.")]
    private Task<string> TrackParcel(string parcel, CancellationToken cancellationToken) =>
        AfterAsync("track_parcel", parcel, () => shop.StateOf(parcel) ?? "unknown", cancellationToken);

    [Description("How many pieces of an item are in stock.")]
    private Task<string> CheckStock(string item, CancellationToken cancellationToken) =>
        AfterAsync("check_stock", item, () => $"{shop.PiecesOf(item) ?? 0} in stock", cancellationToken);

    [Description("What the shop promises in such a case.")]
    private Task<string> ReadRules(string about, CancellationToken cancellationToken) =>
        AfterAsync("read_rules", about, () => $"{about}: within 30 days, without a question", cancellationToken);

    [Description("Sends an order again. It can't be taken back.")]
    private Task<string> SendAgain(string order, CancellationToken cancellationToken) =>
        AfterAsync("send_again", order, () => shop.Resend(order) ? $"{order} leaves today" : "no such order", cancellationToken);

    [Description("Pays an order back. It can't be taken back.")]
    private Task<string> PayBack(string order, CancellationToken cancellationToken) =>
        AfterAsync("pay_back", order, () => shop.Refund(order) ? $"{order} is paid back" : "no such order", cancellationToken);

    private async Task<string> AfterAsync(string tool, string argument, Func<string> act, CancellationToken cancellationToken)
    {
        using var shown = began(tool);
        await Task.Delay(Takes(tool, argument) / request.Speed, time, cancellationToken).ConfigureAwait(false);
        return act();
    }

    private TimeSpan Takes(string tool, string argument)
    {
        var draws = Draws.Of(request.Seed, $"{tool} of {argument}");
        var normal = Math.Sqrt(-2 * Math.Log(1 - draws.Share())) * Math.Cos(2 * Math.PI * draws.Share()); // Box and Muller, 1958
        return Median * Math.Pow(Ninth / Median, normal / NinthDeviations);
    }
}
