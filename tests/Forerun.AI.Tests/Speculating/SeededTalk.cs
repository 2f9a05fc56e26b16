using Forerun.AI.Speculating;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Policies.Forerun;
using Forerun.Testing;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Speculating;

/// <summary>What the conversations of a seed have in common, whoever holds the loop.</summary>
internal abstract record SeededTalk(int Seed)
{
    public bool IsStreaming { get; init; }

    public int BreaksAt { get; init; } = -1;

    public Func<IPolicy> Policy { get; init; } = static () => new ForerunPolicy();

    public Settings Settings { get; init; } = new() { Dial = 1, Prices = SimulatedPrices.Book };

    public MemoryLedger Ledger { get; } = new();

    protected int Turns => 1 + Draws.Of(Seed, "turns").Below(4);

    protected static List<ChatMessage> Opening => [new(ChatRole.System, "You keep a shop.")];

    protected ChatMessage Question(int turn) => new(ChatRole.User, $"Question {turn} about k{Draws.Of(Seed, $"about {turn}").Below(3)}");

    protected ScriptedModel Model() => new(Seed, Shop.Names) { BreaksAt = BreaksAt };

    protected virtual void Configure(SpeculationOptions options)
    {
        options.Time = new TickingTime(TimeSpan.FromMilliseconds(40));
        options.NewId = () => "run";
        options.Settings = Settings;
        options.Policy = Policy;
        options.Ledger = Ledger;
    }
}
