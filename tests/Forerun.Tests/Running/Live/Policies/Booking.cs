using System.Collections.Concurrent;
using Forerun.Effects;
using Forerun.Pricing;
using Forerun.Running.Live;
using Forerun.Workflows;

namespace Forerun.Tests.Running.Live.Policies;

/// <summary>An agent that asks a person who he is, looks him up, books, and says so; what each step returns follows from who he is.</summary>
internal sealed class Booking(int person, TimeProvider time) : IPerformer
{
    private static readonly Operation Ask = new("ask") { Kind = OperationKind.Human, Effect = Effect.None };
    private static readonly Operation Decide = new("decide") { Model = "gpt-4o", Effect = Effect.None };
    private static readonly Operation Find = new("find") { Kind = OperationKind.Tool, Effect = Effect.None };
    private static readonly Operation Book = new("book") { Kind = OperationKind.Tool, Effect = Effect.Irreversible };

    public static AgentLoop Program { get; } = new("booking", Ask, static (call, output) => call.Operation.Name switch
    {
        "decide" => output.Json.TryGetProperty("tool", out var tool) ? tool.GetString() == "find" ? Find : Book : null,
        _ => Decide,
    });

    /// <summary>What was booked, in order.</summary>
    public ConcurrentQueue<string> Effects { get; } = new();

    public async ValueTask<Performance> PerformAsync(Call call, IFlight flight)
    {
        await Task.Delay(TimeSpan.FromSeconds(call.Operation == Ask ? 4 : 2), time, flight.Cancellation);
        var history = (Value[])call.Argument!;
        if (call.Operation == Book) Effects.Enqueue($"{history[^1]}");
        return new Performance(Output(call.Operation.Name, history), call.Operation == Decide ? new TokenUsage(200, 20) : null);
    }

    public ValueTask<Value> CommitAsync(Call call, Value prepared, CancellationToken cancellationToken) => throw new InvalidOperationException("Nothing is staged.");

    private Value Output(string operation, Value[] history) => operation switch
    {
        "ask" => Value.Of($"I am user_{person}."),
        "find" => Value.From(new { id = history[^1].Json.GetProperty("arguments").GetProperty("id").GetString(), plan = person % 2 == 0 ? "gold" : "plain" }),
        "book" => Value.Of("booked"),
        _ => Decision(history),
    };

    private static Value Decision(Value[] history) => history.Length switch
    {
        1 => Value.From(new { tool = "find", arguments = new { id = history[0].To<string>()![5..^1] } }),
        3 => Value.From(new { tool = "book", arguments = new { plan = history[2].Json.GetProperty("plan").GetString() } }),
        _ => Value.From(new { reply = $"Done: {history[3]}" }),
    };
}
