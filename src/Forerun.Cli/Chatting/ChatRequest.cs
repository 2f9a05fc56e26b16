using Forerun.Policies;
using Forerun.Pricing;

namespace Forerun.Cli.Chatting;

/// <summary>What the command line asked to chat with.</summary>
internal sealed record ChatRequest
{
    public static Uri OpenAI { get; } = new("https://api.openai.com/v1");

    public required string Model { get; init; }
    public string? Drafter { get; init; }
    public Uri Endpoint { get; init; } = OpenAI;

    /// <summary>The key of <see cref="Endpoint"/>.</summary>
    public string? Key { get; init; }

    /// <summary>The MCP servers whose tools the agent has.</summary>
    public IReadOnlyList<Servers.ServerLine> Servers { get; init; } = [];

    /// <summary>The names of those that are believed.</summary>
    public IReadOnlyList<string> Trusted { get; init; } = [];

    /// <summary>Tools that only read, as their user says.</summary>
    public IReadOnlyList<Servers.ToolName> Reads { get; init; } = [];

    public decimal Dial { get; init; } = 0.5m;
    public decimal ValueOfTime { get; init; } = 0.01m;
    public string? Ledger { get; init; }
    public string? Prices { get; init; }
    public bool Json { get; init; }

    public Settings Settings() => new() { Dial = Dial, ValueOfTime = new(ValueOfTime), Prices = Book() };

    /// <summary>Nothing prints the key.</summary>
    public override string ToString() => $"chat with {Model}";

    private PriceBook Book() => Prices is { } file ? DefaultPriceBook.Load().Merge(PriceBookReader.Read(file)) : DefaultPriceBook.Load();
}
