using Forerun.AI.Steps;
using Forerun.AI.Tools;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Policies.Forerun;
using Forerun.Running;
using Forerun.Running.Limiting;
using Forerun.Running.Live;
using Forerun.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Forerun.AI.Speculating;

/// <summary>How an agent is made faster. Each default can stay as it is.</summary>
public sealed class SpeculationOptions
{
    /// <summary>
    /// A smaller model, asked for the same reply beside the large one: where its draft is likely to be right, the tools and the next request
    /// begin on it. Its name in the price book is its client's default model. Default: none.
    /// </summary>
    public IChatClient? Drafter { get; set; }

    /// <summary>
    /// What tools do to the world, by name; goes before what a tool says itself. A tool of which nothing is said is never run on a guess.
    /// Default: empty.
    /// </summary>
    public IDictionary<string, ToolEffect> Tools { get; } = new Dictionary<string, ToolEffect>(StringComparer.Ordinal);

    /// <summary>Dial, value of time, switch and prices. Default: balanced, 0.01 USD a second, on, the price book that ships.</summary>
    public Settings Settings { get; set; } = new();

    /// <summary>The model's name in the price book where a request does not say it. Default (null): the client's default model.</summary>
    public string? Model { get; set; }

    /// <summary>How many rounds of tools a turn has at most; the reply after them is given to the caller as it is. At least 0. Default: 40.</summary>
    public int MaxIterations { get; set; } = 40;

    /// <summary>
    /// How many rounds in a row may have a tool that throws; a tool that throws in the round after is thrown to the caller. At least 0.
    /// Default: 3.
    /// </summary>
    public int MaxConsecutiveErrors { get; set; } = 3;

    /// <summary>Whether a model is told the message of what a tool threw; it may hold secrets. Default: false.</summary>
    public bool IncludeDetailedErrors { get; set; }

    /// <summary>How long a conversation waits for its next turn before what was begun for it is dropped. More than no time. Default: 2 minutes.</summary>
    public TimeSpan IdleFor { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// What the conversations of a tenant start from and learn into, asked once for each tenant; null is nobody's. It must keep the values of tenants
    /// apart. <c>LearnedStore.Of</c> of Forerun.Storage keeps it in a file, patterns included. Default (null): nothing yet, and nothing is kept.
    /// </summary>
    public Func<string?, Learned>? LearnedOf { get; set; }

    /// <summary>Services for tools: one scope for each attempt. Default: none.</summary>
    public Func<AttemptScope>? NewScope { get; set; }

    /// <summary>How tokens are counted where the service does not say. Default: by upper bounds.</summary>
    public TokenCounting Counting { get; set; } = new();

    /// <summary>
    /// What all conversations may use together. Of dollars and tokens the most that a reply can use is set aside first, so requests say their
    /// <see cref="ChatOptions.MaxOutputTokens"/>; one that does not is refused. Default: no limits.
    /// </summary>
    public Limits? Limits { get; set; }

    /// <summary>Where decisions and dollars are written. Default: nowhere.</summary>
    public ILedger? Ledger { get; set; }

    /// <summary>What spans may hold. Default: no content.</summary>
    public TelemetryOptions Telemetry { get; set; } = new();

    /// <summary>Who is told of tools that nobody has declared. Default: nobody.</summary>
    public ILogger? Logger { get; set; }

    /// <summary>Makes the policy of a conversation. Default: <see cref="ForerunPolicy"/>.</summary>
    public Func<IPolicy> Policy { get; set; } = static () => new ForerunPolicy();

    /// <summary>The name that beliefs, forecasts and ledger rows are kept by. Default: <c>chat</c>.</summary>
    public string Name { get; set; } = "chat";

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Time { get; set; } = Ambient.Clock;

    /// <summary>Makes the ids of runs. Default: random ones that sort by time.</summary>
    public Func<string> NewId { get; set; } = Ambient.NewId;

    /// <summary>All that is wrong with these options; empty if nothing is.</summary>
    internal IReadOnlyList<string> Errors
    {
        get
        {
            var errors = new List<string>(Settings.Errors);
            if (MaxIterations < 0) errors.Add($"MaxIterations is {MaxIterations}; it must not be negative.");
            if (MaxConsecutiveErrors < 0) errors.Add($"MaxConsecutiveErrors is {MaxConsecutiveErrors}; it must not be negative.");
            if (IdleFor <= TimeSpan.Zero) errors.Add($"IdleFor is {IdleFor}; it must be more than no time.");
            if (string.IsNullOrWhiteSpace(Name)) errors.Add("Name is blank; give one.");
            return errors;
        }
    }
}
