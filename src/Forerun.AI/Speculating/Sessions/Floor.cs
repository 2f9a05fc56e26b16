using System.Collections.Concurrent;
using Forerun.AI.Metering;
using Forerun.AI.Speculating.Guessing;
using Forerun.Guessing;
using Forerun.Guessing.Wording;
using Forerun.Ledgers;
using Forerun.Running;
using Forerun.Running.Live;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Speculating.Sessions;

/// <summary>What all conversations of an agent share: the engine, and what was learned. Rates are shared by all tenants, values never.</summary>
internal sealed class Floor
{
    private readonly IChatClient client;
    private readonly SpeculationOptions options;
    private readonly string policy;
    private readonly Drafted? drafted;
    private readonly Learned rates = new();
    private readonly ConcurrentDictionary<string, Learned> tenants = new(StringComparer.Ordinal);
    private readonly Learned nobody;

    public Floor(IChatClient client, SpeculationOptions options, string? drafter)
    {
        this.client = client;
        this.options = options;
        drafted = options.Drafter is null ? null : new Drafted(drafter);
        policy = options.Policy().Name;
        nobody = New(null);
        Engine = new Engine(new EngineOptions(options.Time, options.NewId)
        {
            Settings = options.Settings, LearnedOf = LearnedOf, Limits = options.Limits, Ledger = options.Ledger, Policy = options.Policy,
            Telemetry = options.Telemetry,
        });
    }

    public Engine Engine { get; }

    public Conversation Open(UsageTags tags, bool isCallers) => new(
        Engine, client, options, options.Time, drafted is not null, isCallers,
        new Tags(tags.Run ?? options.NewId(), options.Name, policy, tags.Tenant, tags.Conversation));

    /// <summary>Gives up what is under way and awaits it.</summary>
    public Task CloseAsync() => Engine.CloseAsync(new CancellationToken(canceled: true));

    private Learned LearnedOf(string? tenant) => tenant is null ? nobody : tenants.GetOrAdd(tenant, New);

    private Learned New(string? tenant)
    {
        var before = options.LearnedOf?.Invoke(tenant) ?? rates with { Memory = new Memory() };
        var patterns = new Worded(new CallByCall(before.Memory.Patterns), before.Memory.Said, new ReplySpeech());
        return before with { Predictor = drafted is null ? new Predictors(new AskedFor(), new Streamed(), patterns) : new Predictors(new AskedFor(), new Streamed(), drafted, patterns) };
    }
}
