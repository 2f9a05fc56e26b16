using Forerun.AI.Tools;
using Forerun.Testing;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Speculating;

/// <summary>A world of tools: reads see a state that writes change, and every effect is written down in its order.</summary>
internal sealed class Shop(int seed)
{
    private readonly Lock gate = new();
    private readonly List<string> effects = [];
    private readonly List<string> reads = [];
    private int underWay;

    public static IReadOnlyList<string> Names { get; } = ["look", "search", "fail", "pay", "mail", "note", "nothing"];

    /// <summary>What was done, in its order.</summary>
    public IReadOnlyList<string> Effects
    {
        get { lock (gate) return [.. effects]; }
    }

    /// <summary>How many reads were made.</summary>
    public int Reads
    {
        get { lock (gate) return reads.Count; }
    }

    /// <summary>How many calls are under way.</summary>
    public int UnderWay => Volatile.Read(ref underWay);

    public IReadOnlyList<AITool> Tools =>
    [
        Tool.Reads(AIFunctionFactory.Create(LookAsync, "look")),
        Tool.Reads(AIFunctionFactory.Create(SearchAsync, "search")),
        Tool.Reads(AIFunctionFactory.Create(FailAsync, "fail")),
        AIFunctionFactory.Create((string key, CancellationToken c) => DoAsync("pay", key, c), "pay"),
        Tool.Staged(AIFunctionFactory.Create((string key, CancellationToken c) => DoAsync("mail", key, c), "mail")),
        Tool.Idempotent(AIFunctionFactory.Create((string key, CancellationToken c) => DoAsync("note", key, c), "note")),
        Tool.Irreversible(AIFunctionFactory.Create(NothingAsync, "nothing")),
    ];

    private Task<string> LookAsync(string key, CancellationToken cancellationToken) =>
        WorkAsync($"look {key}", () => $"{key} after {effects.Count(e => e.EndsWith(key, StringComparison.Ordinal))}", cancellationToken);

    private Task<string[]> SearchAsync(string key, CancellationToken cancellationToken) =>
        WorkAsync($"search {key}", () => new[] { $"k{effects.Count % 3}", key }, cancellationToken);

    private Task<string> FailAsync(string key, CancellationToken cancellationToken) =>
        WorkAsync<string>($"fail {key}", () => throw new InvalidOperationException($"{key} failed"), cancellationToken);

    private async Task NothingAsync(string key, CancellationToken cancellationToken) => await DoAsync("nothing", key, cancellationToken);

    private Task<string> DoAsync(string what, string key, CancellationToken cancellationToken) => WorkAsync(
        $"{what} {key}",
        () =>
        {
            effects.Add($"{what} {key}");
            return $"{what} was number {effects.Count}";
        },
        cancellationToken);

    private async Task<T> WorkAsync<T>(string what, Func<T> work, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref underWay);
        try
        {
            int pace;
            lock (gate)
            {
                reads.Add(what);
                pace = Draws.Of(seed, $"pace {reads.Count}").Below(6);
            }

            for (; pace > 0; pace--) await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            lock (gate) return work();
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }
}
