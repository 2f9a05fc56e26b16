using System.Diagnostics;
using System.Diagnostics.Metrics;
using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Workflows;

namespace Forerun.Telemetry;

/// <summary>What is measured, from the rows of the ledger. Buckets are those that the conventions advise.</summary>
internal static class Instruments
{
    private static readonly Meter Meter = new(ForerunTelemetry.Meter);

    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92] };

    private static readonly InstrumentAdvice<long> Tokens = new() { HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864] };

    private static readonly Histogram<double> Operation = Meter.CreateHistogram("gen_ai.client.operation.duration", "s", "How long a model call took.", null, Seconds);

    private static readonly Histogram<double> First = Meter.CreateHistogram("gen_ai.client.operation.time_to_first_chunk", "s", "When the first piece of a reply came.", null, Seconds);

    private static readonly Histogram<double> Tool = Meter.CreateHistogram("gen_ai.execute_tool.duration", "s", "How long a tool took.", null, Seconds);

    private static readonly Histogram<long> Usage = Meter.CreateHistogram("gen_ai.client.token.usage", "{token}", "Tokens of a model call.", null, Tokens);

    private static readonly Histogram<double> Run = Meter.CreateHistogram("forerun.run.duration", "s", "From a run's beginning to its answer.", null, Seconds);

    private static readonly Counter<double> Cost = Meter.CreateCounter<double>("forerun.cost", "USD", "Dollars of all calls, lost ones included.");

    private static readonly Counter<double> Saved = Meter.CreateCounter<double>("forerun.saved", "s", "How much earlier calls had begun than they were asked for.");

    private static readonly Counter<long> Bets = Meter.CreateCounter<long>("forerun.bets", "{bet}", "Bets by what came of them.");

    private static readonly Counter<long> Decisions = Meter.CreateCounter<long>("forerun.decisions", "{decision}", "Decisions by their verdict.");

    /// <summary>Whether anybody wants to know.</summary>
    public static bool AreHeard => Cost.Enabled || Operation.Enabled || Usage.Enabled || Bets.Enabled || Decisions.Enabled || Run.Enabled || Tool.Enabled;

    public static void Attempt(AttemptRow row, OperationKind kind, string provider, TimeSpan took, TimeSpan? first, string? error)
    {
        var tags = new TagList { { Names.Operation, kind == OperationKind.Model ? "chat" : "execute_tool" }, { Names.Standing, Names.Of(row.Standing) } };
        if (error is not null) tags.Add(Names.Error, error);
        if (kind == OperationKind.Tool)
        {
            tags.Add(Names.Tool, row.Operation);
            Tool.Record(took.TotalSeconds, tags);
            return;
        }

        tags.Add(Names.Provider, provider);
        tags.Add(Names.RequestModel, row.Model);
        Operation.Record(took.TotalSeconds, tags);
        if (first is { } at) First.Record(at.TotalSeconds, tags);
        Count(row.Usage?.InputTokens, "input", tags);
        Count(row.Usage?.OutputTokens, "output", tags);
    }

    public static void Row(LedgerRow row)
    {
        switch (row)
        {
            case AttemptRow { Cost: { } cost } attempt: Spent(row.Tags, cost, attempt.Model, Names.Of(attempt.Standing)); break;
            case TryRow { Cost: { } cost } failed: Spent(row.Tags, cost, failed.Model, "failed_try"); break;
            case BetRow bet:
                Bets.Add(1, Of(row.Tags, Names.Bet, Names.Of(bet.Outcome)));
                if (bet.Saved > TimeSpan.Zero) Saved.Add(bet.Saved.TotalSeconds, Of(row.Tags));
                break;
            case DecisionRow decision: Decisions.Add(1, Of(row.Tags, Names.Verdict, Names.Of(decision.Decision.Verdict))); break;
            case RunRow run when run.AnsweredAt is { } at: Run.Record(at.TotalSeconds, Of(row.Tags, Names.End, Names.Of(run.End))); break;
            default: break;
        }
    }

    private static void Count(long? tokens, string type, TagList tags)
    {
        if (tokens is not { } count) return;
        tags.Add(Names.TokenType, type);
        Usage.Record(count, tags);
    }

    private static void Spent(Tags tags, Usd cost, string? model, string standing)
    {
        var list = Of(tags, Names.Standing, standing);
        if (model is not null) list.Add(Names.RequestModel, model);
        Cost.Add((double)cost.Amount, list);
    }

    private static TagList Of(Tags tags, string? name = null, string? value = null)
    {
        var list = new TagList { { Names.Workflow, tags.Workflow }, { Names.Policy, tags.Policy } };
        if (name is not null) list.Add(name, value);
        return list;
    }
}
