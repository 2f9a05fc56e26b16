using Forerun.Policies;
using Forerun.Pricing;

namespace Forerun.Cli.Demo;

/// <summary>What the command line asked to be shown.</summary>
internal record DemoRequest
{
    /// <summary>The models of the scripted services, by whose prices they are charged.</summary>
    public const string OwnLarge = "gpt-4o", OwnSmall = "gpt-4o-mini";

    /// <summary>The default is a typical one: some bets miss, and about two thirds of what foresight would save is saved.</summary>
    public int Seed { get; init; } = 10;

    public int Emails { get; init; } = 7;
    public bool Json { get; init; }
    public bool Faults { get; init; }
    public string? Record { get; init; }
    public string? Ledger { get; init; }
    public string? Prices { get; init; }
    public Uri? Endpoint { get; init; }
    public string? Model { get; init; }

    /// <summary>The key of <see cref="Endpoint"/>.</summary>
    public string? Key { get; init; }

    /// <summary>Which bets the speculative pass holds.</summary>
    public string Policy { get; init; } = LivePolicies.Default;

    public decimal Dial { get; init; } = 0.5m;
    public decimal ValueOfTime { get; init; } = 0.01m;

    /// <summary>How many times faster than measured our own server and the look-ups are. The command line always takes 1.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>The model that classifies.</summary>
    public virtual string Large => Model ?? OwnLarge;

    /// <summary>The model that drafts.</summary>
    public virtual string Small => Model ?? OwnSmall;

    /// <summary>How many runs a pass has.</summary>
    public virtual int Count => Emails;

    /// <summary>What one of them is called.</summary>
    public virtual string Noun => "letter";

    /// <summary>What is shown.</summary>
    public virtual string Title => "auto-reply";

    /// <summary>What the letters on the bars mean.</summary>
    public virtual string Legend => "c classify   l look up   d draft   1, 2, … the letter";

    /// <summary>About how long a run takes without bets, for the scale.</summary>
    public virtual TimeSpan Each => TimeSpan.FromSeconds(2.3);

    /// <summary>What of a line can be compared where the answers are sampled; null: nothing.</summary>
    public virtual string? Compared(Running.RecordLine line) => Comparable.Of(line);

    public PriceBook Book() =>
        Prices is { } file ? DefaultPriceBook.Load().Merge(PriceBookReader.Read(file)) : DefaultPriceBook.Load();

    /// <summary>Nothing prints the key.</summary>
    public sealed override string ToString() => $"demo of seed {Seed}";
}
