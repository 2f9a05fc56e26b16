using System.Collections.Concurrent;
using System.Threading.Channels;
using Forerun.AI.Clients;
using Forerun.AI.Retrying;
using Forerun.AI.Steps;
using Forerun.Effects;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Pricing;
using Forerun.Running;
using Forerun.Running.Limiting;
using Forerun.Running.Live;
using Forerun.Testing;
using Forerun.Workflows;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Steps;

/// <summary>
/// Live runs whose steps ask the model server over HTTP. Where the server never answers, the clock goes on by itself to the client's
/// time-out, and nowhere else.
/// </summary>
internal sealed class LiveLab : IPerformer, IAsyncDisposable
{
    public const string Key = "sk-planted-9876543210";
    public const string Secret = "planted-content-of-a-customer";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly Channel<bool> silences = Channel.CreateUnbounded<bool>();
    private readonly CancellationTokenSource over = new();
    private readonly TokenCounting counting;
    private Task clock = Task.CompletedTask;

    private LiveLab(TokenCounting? counting) => this.counting = counting ?? Exact;

    /// <summary>Counts as the server does: four characters of a message are a token, and a piece of a stream is one.</summary>
    public static TokenCounting Exact { get; } = new()
    {
        Input = (messages, _) => messages.Sum(m => TokensOf(m.Text)),
        Output = update => update.Text.Length > 0 ? 1 : 0,
        IsExact = true,
    };

    public ManualTime Time { get; } = new();

    public MemoryLedger Ledger { get; } = new();

    public Limits Limits { get; private set; } = new(new LimitOptions());

    public ModelServer Server { get; private set; } = null!;

    public IChatClient Client { get; private set; } = null!;

    public ConcurrentQueue<Exception> Errors { get; } = new();

    public Settings Settings { get; init; } = new() { Prices = SimulatedPrices.Book, CancelRule = CancelRule.Streamed };

    public ChatOptions? Options { get; set; }

    public static async Task<LiveLab> StartAsync(
        Func<FaultQuestion, ModelFault> faults, LimitOptions? limits = null, RetryOptions? retries = null, TokenCounting? counting = null)
    {
        var lab = new LiveLab(counting);
        if (limits is not null) lab.Limits = new Limits(limits);
        lab.Server = await ModelServer.StartAsync(new ModelServerOptions(lab.Time, ModelScript.Of(r => new ModelAnswer { Text = Answer(r.LastText) }))
        {
            Speed = double.PositiveInfinity,
            ApiKey = Key,
            FaultSizes = new FaultSizes { RetryAfter = TimeSpan.Zero, HugeTokens = 300 },
            Faults = FaultPlan.Of(question =>
            {
                var fault = faults(question);
                if (fault == ModelFault.NoAnswer) lab.silences.Writer.TryWrite(true);
                return fault;
            }),
        });
        lab.Client = new OpenAIChatClient(
            new OpenAIChatClientOptions { Endpoint = lab.Server.Endpoint, Model = "small", Key = Key, Timeout = Timeout, Rates = lab.Limits.Models }, lab.Time)
            .WithRetries(retries ?? new RetryOptions { Delay = TimeSpan.Zero, MaxDelay = TimeSpan.Zero, MaxRetries = 2 }, lab.Time, () => 0.5);
        lab.clock = lab.GoOnAsync();
        return lab;
    }

    public static Operation Model(string name) => new(name) { Model = "small", Effect = Effect.None };

    /// <summary>A chain of questions, each about the answer before it.</summary>
    public static Graph Chain(int length, Func<Operation, Operation>? like = null) => new("chain", Enumerable.Range(1, length).Select(i => new Node(
        $"s{i}", like is null ? Model($"m{i}") : like(Model($"m{i}")), i == 1 ? [] : [new Dependency(new Reading($"s{i - 1}"))])));

    public Engine Engine(Func<IPolicy>? policy = null, Learned? learned = null) => new(new EngineOptions(Time, () => $"run-{Guid++}")
    {
        Settings = Settings, Ledger = Ledger, Limits = Limits, Policy = policy ?? (() => new SequentialPolicy()), Learned = learned ?? new Learned(),
    });

    private int Guid { get; set; } = 1;

    private static string Answer(string question) => $"Answer to: {question}";

    private static long TokensOf(string text) => (text.Length + 3) / 4;

    /// <summary>
    /// What the provider bills: the tokens that the server wrote down, at the book's prices. Of an answer with a broken chunk those up to
    /// it: how far the server gets before it notices that the client has left is a matter of chance, and nobody can see it.
    /// </summary>
    public async Task<Usd> BillAsync()
    {
        SimulatedPrices.Book.TryFind("small", Time.GetUtcNow(), out var price);
        var total = Usd.Zero;
        foreach (var request in Server.Requests)
        {
            await request.Ended;
            if (request.Usage is not { } usage) continue;
            if (request.Fault == ModelFault.MalformedChunk) usage = usage with { OutputTokens = (TokensOf(Answer(request.Request!.LastText)) + 1) / 2 };
            total += price!.Cost(usage);
        }

        return total;
    }

    public Usd LedgerTotal() => Ledger.Rows.Aggregate(Usd.Zero, (sum, row) => sum + (row switch
    {
        AttemptRow attempt => attempt.Cost ?? Usd.Zero,
        TryRow tried => tried.Cost ?? Usd.Zero,
        _ => Usd.Zero,
    }));

    public ValueTask<Value> CommitAsync(Call call, Value prepared, CancellationToken cancellationToken) => new(prepared);

    public async ValueTask<Performance> PerformAsync(Call call, IFlight flight)
    {
        var step = new ModelStep(flight, counting);
        try
        {
            var about = call.Argument is IReadOnlyList<Value> { Count: > 0 } values ? values[0].Json.ToString() : Secret;
            var answer = await step.AskAsync(Client, [new ChatMessage(ChatRole.User, $"{call.Slot} {about}")], Options);
            return new Performance(Value.Of(answer.Text), step.Usage);
        }
        catch (Exception e)
        {
            Errors.Enqueue(e);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await clock;
        Client.Dispose();
        await Server.DisposeAsync();
        over.Dispose();
    }

    private async Task GoOnAsync()
    {
        try
        {
            while (true)
            {
                await silences.Reader.ReadAsync(over.Token);
                Time.Advance(Timeout);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }
}
