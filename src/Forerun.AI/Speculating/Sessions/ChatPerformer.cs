using System.Runtime.ExceptionServices;
using Forerun.AI.Speculating.Callers;
using Forerun.AI.Speculating.Loop;
using Forerun.AI.Speculating.Replies;
using Forerun.AI.Steps;
using Forerun.Effects;
using Forerun.Running.Live;
using Forerun.Workflows;
using Microsoft.Extensions.AI;
using Json = Forerun.AI.Recording.Json;

namespace Forerun.AI.Speculating.Sessions;

/// <summary>Does the calls of one conversation: asks the model and the drafter, calls tools, waits for the person.</summary>
internal sealed class ChatPerformer(
    IChatClient client, SpeculationOptions options, Transcript transcript, ReplyBook replies, Times times, Inbox inbox, Told told, AskedTools asked,
    Action<Call, bool> wanted) : IPerformer
{
    private const string Success = "Success: Function completed.", Failed = "Error: Function failed.";

    public void Wanted(Call call, bool isBegun) => wanted(call, isBegun);

    public void Known(Call call, Value value)
    {
        if (call.Argument is ToolAsk { Request.Tools.IsCallers: true } && transcript.OutcomeOf(value) is { } outcome) asked.Know(call.Slot, outcome);
    }

    public async ValueTask<Performance> PerformAsync(Call call, IFlight flight)
    {
        var since = times.Now;
        var performance = call.Argument switch
        {
            ModelAsk ask when call.Operation.Kind == OperationKind.Code => Allowed(ask),
            ModelAsk ask => await Within(ask.Request.Context, () => AskAsync(call, ask, flight)).ConfigureAwait(false),
            DraftAsk draft => await Within(draft.Ask.Request.Context, () => DraftAsync(draft.Ask, flight)).ConfigureAwait(false),
            ToolAsk { Call: var asked } when call.Operation.Kind == OperationKind.Code => Refused(asked),
            ToolAsk when call.Operation.Effect == Effect.Staged => new Performance(Value.Unknown),
            ToolAsk tool => await ToolAsync(call, tool, flight.IsEarly, flight.Cancellation).ConfigureAwait(false),
            CallerAsk => new Performance(Value.From(await told.AskedAsync(call.Slot, flight.Cancellation).ConfigureAwait(false))),
            _ => await WaitAsync(flight.Cancellation).ConfigureAwait(false),
        };
        times.Ended(call.Key, since);
        return performance;
    }

    public async ValueTask<Value> CommitAsync(Call call, Value prepared, CancellationToken cancellationToken)
    {
        var since = times.Now;
        var performance = await ToolAsync(call, (ToolAsk)call.Argument!, isEarly: false, cancellationToken).ConfigureAwait(false);
        times.Ended(call.Key, since);
        return performance.Output;
    }

    /// <summary>Where the caller was when he asked: his culture, his activity, his ambient values.</summary>
    private static Task<T> Within<T>(ExecutionContext? context, Func<Task<T>> act)
    {
        if (context is null) return act();
        Task<T>? acting = null;
        ExecutionContext.Run(context, _ => acting = act(), null);
        return acting!;
    }

    private async Task<Performance> WaitAsync(CancellationToken cancellation)
    {
        var turn = await inbox.NextAsync(cancellation).ConfigureAwait(false);
        return new Performance(transcript.Note(Value.Of(turn.Request.Said), turn.Request));
    }

    private async Task<Performance> AskAsync(Call call, ModelAsk ask, IFlight flight)
    {
        flight.Cancellation.ThrowIfCancellationRequested(); // or the reply of one that was given up would take the place of its successor's
        var reply = replies.Begin(call.Key, ask);
        var step = new ModelStep(flight, options.Counting);
        try
        {
            await step.AskAsync(client, ask.Messages, ask.Options, reply).ConfigureAwait(false);
        }
        catch (ShownException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerException!);
        }

        var (value, whole) = reply.End();
        return new Performance(transcript.Note(value, whole), step.Usage);
    }

    private async Task<Performance> DraftAsync(ModelAsk ask, IFlight flight)
    {
        var step = new ModelStep(flight, options.Counting);
        var sent = ask.Options?.Clone();
        if (sent is not null) sent.ModelId = null;
        var draft = await step.AskAsync(options.Drafter!, ask.Messages, sent).ConfigureAwait(false);
        var calls = draft.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().Select(AskedCall.Of).ToList();
        return new Performance(ReplyValue.Bare(calls, draft.Text), step.Usage);
    }

    private Task<Performance> ToolAsync(Call call, ToolAsk ask, bool isEarly, CancellationToken cancellation) =>
        ask.Request.Tools.IsCallers ? CallForCallerAsync(call, ask, isEarly, cancellation) : Within(ask.Request.Context, () => CallAsync(ask, cancellation));

    private async Task<Performance> CallAsync(ToolAsk ask, CancellationToken cancellation)
    {
        try
        {
            return Told(new ToolOutcome(await InvokeAsync(ask, null, cancellation).ConfigureAwait(false) ?? Success));
        }
#pragma warning disable CA1031 // whatever a tool throws is what its model is told
        catch (Exception e) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return Told(new ToolOutcome(options.IncludeDetailedErrors ? $"{Failed} Exception: {e.Message}" : Failed, e)) with { HasFailed = true };
        }
    }

    /// <summary>What the tool returns or throws is the caller's as it is.</summary>
    private async Task<Performance> CallForCallerAsync(Call call, ToolAsk ask, bool isEarly, CancellationToken cancellation)
    {
        var outcome = await asked.MakeAsync(
            call.Key, isEarly, (by, c) => Within(by is null ? ask.Request.Context : by.Context, () => InvokeAsync(ask, by, c)), cancellation).ConfigureAwait(false);
        if (outcome.Error is not null) cancellation.ThrowIfCancellationRequested();
        return Told(outcome) with { HasFailed = outcome.Error is not null };
    }

    /// <summary>Calls a tool as its caller has asked for it; before he has, or where the loop is ours, as the reply says it.</summary>
    private async Task<object?> InvokeAsync(ToolAsk ask, Asking? by, CancellationToken cancellation)
    {
        var function = ask.Request.Tools.Find(ask.Call.Tool)!.Allowed!;
        if (by is not null) return await function.InvokeAsync(by.Arguments, cancellation).ConfigureAwait(false);
        var scope = options.NewScope?.Invoke();
        try
        {
            return await function.InvokeAsync(new AIFunctionArguments(ask.Call.Arguments()) { Services = scope?.Services }, cancellation).ConfigureAwait(false);
        }
        finally
        {
            if (scope is not null) await scope.Lifetime.DisposeAsync().ConfigureAwait(false);
        }
    }

    private Performance Allowed(ModelAsk ask)
    {
        var leave = ask.Request.Leave!;
        return new Performance(transcript.Note(leave.Value(), leave.Reply(ask.Kept)));
    }

    private Performance Refused(AskedCall call) => Told(new ToolOutcome(call.IsMalformed ? Failed : $"Error: Requested function \"{call.Tool}\" not found."));

    private Performance Told(ToolOutcome outcome)
    {
        var json = Json.Of(new FunctionResultContent("", outcome.Result));
        Value value;
        try
        {
            value = Value.Of(json);
            _ = value.Digest;
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            value = Value.From(new { raw = json.GetRawText() }); // JSON without a canonical form: as it is written
        }

        return new Performance(transcript.Note(value, outcome));
    }
}
