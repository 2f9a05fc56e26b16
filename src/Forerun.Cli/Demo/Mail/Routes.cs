namespace Forerun.Cli.Demo.Mail;

/// <summary>Where a letter may go, and how often it does. The scripted classifier draws from these shares and knows nothing else.</summary>
internal static class Routes
{
    /// <summary>The routes with their shares, which sum to 1.</summary>
    public static IReadOnlyList<(string Label, double Share, string About)> All { get; } =
    [
        ("order_status", 0.82, "where an order is and when it comes"),
        ("refund", 0.08, "money that is to be paid back"),
        ("invoice", 0.06, "a bill, a receipt or a tax number"),
        ("complaint", 0.04, "damage, rudeness or a broken promise"),
    ];

    /// <summary>The labels alone.</summary>
    public static IReadOnlyList<string> Labels { get; } = [.. All.Select(r => r.Label)];

    /// <summary>What chance decides in a label, bits: the sum of -p log2 p (Shannon 1948, section 6).</summary>
    public static double Entropy => All.Sum(r => -r.Share * Math.Log2(r.Share));

    /// <summary>The largest share of labels that can be guessed without knowing the seed.</summary>
    public static double BestGuess => All.Max(r => r.Share);
}
