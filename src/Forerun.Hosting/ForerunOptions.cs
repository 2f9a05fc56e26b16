using Forerun.Calibrating;
using Forerun.Policies;

namespace Forerun.Hosting;

/// <summary>
/// What a host is told of Forerun, usually in the section <c>Forerun</c> of its configuration: see docs/hosting.md. All that is wrong is told
/// at once, at the start, by the key that it stands under.
/// </summary>
public sealed class ForerunOptions
{
    /// <summary>What switches a ledger or a store off.</summary>
    public const string None = "none";

    /// <summary>The switch. Off, nothing is bet, guessed or learned, and runs go step by step. May be changed under way.</summary>
    /// <value><c>true</c> or <c>false</c>. Default: <c>true</c>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>The dial by name. May be changed under way.</summary>
    /// <value><c>economy</c>, <c>balanced</c> or <c>performance</c>; not together with <see cref="Dial"/>. Default: <c>balanced</c>.</value>
    public ForerunMode? Mode { get; set; }

    /// <summary>The dial by number. May be changed under way.</summary>
    /// <value>0 (cost first) to 1 (latency first). Default: null, as <see cref="Mode"/> says.</value>
    public decimal? Dial { get; set; }

    /// <summary>A target in place of the dial, which is then only where it begins (docs/targets.md). May be changed under way.</summary>
    /// <value><c>extra&lt;=20%</c> or <c>p95&lt;=8s</c>, with other numbers. Default: null, the dial stays where it is put.</value>
    public string? Target { get; set; }

    /// <summary>What a second sooner is worth, USD. May be changed under way.</summary>
    /// <value>0 or more. Default: 0.01, which is 36 USD an hour.</value>
    public decimal ValueOfTime { get; set; } = 0.01m;

    /// <summary>Decides on this quantile of what is believed instead of the mean: careful where little was seen. May be changed under way.</summary>
    /// <value>Above 0, at most 0.5. Default: null, the mean.</value>
    public decimal? Quantile { get; set; }

    /// <summary>What is left of the counts of beliefs at each new observation, so that they follow what changes.</summary>
    /// <value>Above 0, at most 1; 0.95 lets the last 20 count. Default: 1, nothing is forgotten.</value>
    public double Forget { get; set; } = 1;

    /// <summary>How edges come to be bet on: at once, or only after offline replay, shadow and canary (docs/calibration.md). May be changed under way.</summary>
    /// <value><c>at-once</c> or <c>gated</c>. Default: <c>at-once</c>.</value>
    public Entry Entry { get; set; }

    /// <summary>Which bets to hold. May be changed under way, for runs that start from then on.</summary>
    /// <value>One of <see cref="LivePolicies.All"/>, for example <c>forerun</c> or <c>fixed-depth:4</c>. Default: <c>cost-aware</c>.</value>
    public string Policy { get; set; } = LivePolicies.Default;

    /// <summary>Price files, put one upon the other, the last one winning. They are read again whenever the configuration changes.</summary>
    /// <value>Paths of price books. Default: none, the book that ships alone.</value>
    public IList<string> Prices { get; } = [];

    /// <summary>What models your own names stand for, such as those of deployments. May be changed under way.</summary>
    /// <value>A name that steps use, and a model that has a price. Default: none.</value>
    public IDictionary<string, string> Models { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What all runs may use together.</summary>
    /// <value>Default: no limits.</value>
    public ForerunLimits Limits { get; } = new();

    /// <summary>Where every decision and every dollar is written, in SQLite.</summary>
    /// <value>A file, or <c>none</c>. Default: null, <c>ledger.db</c> in the user's data folder.</value>
    public string? Ledger { get; set; }

    /// <summary>Where what runs have learned is kept, in SQLite. It may hold values that steps returned.</summary>
    /// <value>A file, or <c>none</c>: learned anew after each start. Default: null, <c>learned.db</c> in the user's data folder.</value>
    public string? Learned { get; set; }

    /// <summary>Whether spans hold what models and tools are told and return. It may hold secrets, and goes wherever spans go.</summary>
    /// <value><c>true</c> or <c>false</c>. Default: <c>false</c>, no content.</value>
    public bool SpanContent { get; set; }

    /// <summary>Where these options stand in the configuration, for messages.</summary>
    internal string Section { get; set; } = "Forerun";

    /// <summary>What could not even be read.</summary>
    internal List<string> Unread { get; } = [];

    /// <summary>The dial that <see cref="Mode"/> or <see cref="Dial"/> says.</summary>
    internal decimal Turned => Dial ?? Mode switch
    {
        ForerunMode.Economy => 0m,
        ForerunMode.Performance => 1m,
        _ => 0.5m,
    };
}
