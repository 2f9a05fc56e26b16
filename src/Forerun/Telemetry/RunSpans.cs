using System.Diagnostics;
using Forerun.Effects;
using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Workflows;

namespace Forerun.Telemetry;

/// <summary>
/// Spans and metrics of one run. They are made of the rows that every door's runs write, and of what the calls themselves show, so there is
/// one place for all doors; a span is made when what became of its call is known, by the run's own clock. Whatever a listener throws is its
/// own loss.
/// </summary>
internal sealed class RunSpans : ILedger
{
    private static readonly ActivitySource Source = new(ForerunTelemetry.Source);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Seen> calls = new(StringComparer.Ordinal);
    private readonly Dictionary<int, (AttemptRow Row, ActivityContext Trunk)> ended = [];
    private readonly Dictionary<int, BetRow> bets = [];
    private readonly ILedger? ledger;
    private readonly TimeProvider time;
    private readonly DateTimeOffset began;
    private readonly PriceBook prices;
    private readonly bool isAgent, withContent;
    private readonly Trunk trunk;

    private RunSpans(ILedger? ledger, Tags tags, TimeProvider time, DateTimeOffset began, PriceBook prices, TelemetryOptions options, Func<ActivityContext>? caller)
    {
        (this.ledger, this.time, this.began, this.prices, isAgent, withContent) = (ledger, time, began, prices, caller is not null, options.Content);
        var here = Activity.Current?.Context ?? default;
        trunk = new Trunk(Source, tags, caller ?? (() => here), isAgent);
    }

    /// <summary>Those of a run that is about to begin; null where nobody listens.</summary>
    /// <param name="ledger">Gets every row first.</param>
    /// <param name="tags">Whose run.</param>
    /// <param name="time">The clock.</param>
    /// <param name="began">When it began, by the wall clock.</param>
    /// <param name="prices">Who provides which model.</param>
    /// <param name="options">What may be told.</param>
    /// <param name="caller">Of an agent: who asks for the turn that begins now. Null: the run is no agent's.</param>
    public static RunSpans? Of(
        ILedger? ledger, Tags tags, TimeProvider time, DateTimeOffset began, PriceBook prices, TelemetryOptions options, Func<ActivityContext>? caller) =>
        Source.HasListeners() || Instruments.AreHeard ? new RunSpans(ledger, tags, time, began, prices, options, caller) : null;

    /// <inheritdoc/>
    public void Append(LedgerRow row)
    {
        ledger?.Append(row);
        Quietly(() =>
        {
            Instruments.Row(row);
            See(row);
        });
    }

    /// <summary>A call is performed.</summary>
    public void Begun(Call call) => Quietly(() =>
    {
        calls[call.Key.ToString()] = new Seen(call);
        if (call.Operation.Kind == OperationKind.Human) trunk.End(time.GetUtcNow()); // it is the person's turn
    });

    /// <summary>A piece of a reply has come.</summary>
    public void Came(Call call) => Quietly(() => SeenOf(call.Key).First ??= time.GetUtcNow());

    /// <summary>A call has returned.</summary>
    public void Returned(Call call, Value output) => Quietly(() => SeenOf(call.Key).Output = output);

    /// <summary>A call has thrown.</summary>
    public void Threw(Call call, Exception e) => Quietly(() => SeenOf(call.Key).Error = e.GetType().FullName);

    /// <summary>A staged effect has left.</summary>
    public void Left(Call call, Value output) => Quietly(() =>
    {
        var seen = SeenOf(call.Key);
        (seen.Left, seen.Output) = (time.GetUtcNow(), output);
        foreach (var attempt in ended.Values.Where(e => e.Row.Key == call.Key.ToString()).Select(e => e.Row.Attempt).ToList()) WriteIfKnown(attempt);
    });

    private Seen SeenOf(Key key) => calls[key.ToString()];

    private void See(LedgerRow row)
    {
        switch (row)
        {
            case AttemptRow attempt when calls.GetValueOrDefault(attempt.Key) is { Call.Operation.Kind: OperationKind.Human }:
                if (attempt.End == AttemptEnd.Finished) trunk.Begin(began + attempt.At);
                break;
            case AttemptRow attempt:
                if (!isAgent) trunk.Begin(began);
                ended[attempt.Attempt] = (attempt, trunk.Context);
                WriteIfKnown(attempt.Attempt);
                break;
            case BetRow bet:
                bets[bet.Attempt] = bet;
                WriteIfKnown(bet.Attempt);
                break;
            case DecisionRow decision:
                if (!isAgent) trunk.Begin(began);
                trunk.Tell(decision, began + decision.At);
                break;
            case TryRow failed: trunk.Tell(failed, began + failed.At); break;
            case RunRow run:
                foreach (var attempt in ended.Keys.ToList()) Write(attempt);
                trunk.End(began + (run.AnsweredAt is { } at && at < run.At ? at : run.At), run);
                break;
            default: break;
        }
    }

    /// <summary>Writes the span of a call unless it is a bet of which nobody knows yet what comes, or its effect has not left.</summary>
    private void WriteIfKnown(int attempt)
    {
        if (!ended.TryGetValue(attempt, out var known)) return;
        if (known.Row.Standing == Standing.Bet && !bets.ContainsKey(attempt)) return;
        var isReal = known.Row.Standing == Standing.Authoritative || bets.GetValueOrDefault(attempt) is { Outcome: Outcome.Hit };
        if (isReal && calls.GetValueOrDefault(known.Row.Key) is { Call.Operation.Effect: Effect.Staged, Left: null } && known.Row.End == AttemptEnd.Finished) return;
        Write(attempt);
    }

    private void Write(int attempt)
    {
        ended.Remove(attempt, out var known);
        var (row, above) = known;
        if (!calls.TryGetValue(row.Key, out var seen)) return;
        var provider = row.Model is { } model && prices.TryFind(model, began, out var price) ? price.Provider : "unknown";
        var (from, to) = (began + row.StartedAt, seen.Left is { } left && left > began + row.At ? left : began + row.At);
        if (seen.Call.Operation.Kind is OperationKind.Model or OperationKind.Tool)
            Instruments.Attempt(row, seen.Call.Operation.Kind, provider, to - from, seen.First - from, row.End == AttemptEnd.Failed ? seen.Error : null);
        Leaf.Write(Source, above == default ? trunk.Context : above, row, bets.GetValueOrDefault(attempt), seen, provider, from, to, withContent);
    }

    private void Quietly(Action tell)
    {
        try
        {
            lock (gate) tell();
        }
#pragma warning disable CA1031 // a listener must not end what it listens to
        catch (Exception)
#pragma warning restore CA1031
        {
            return;
        }
    }
}
