using System.Diagnostics;
using Forerun.AI.Speculating.Loop;
using Forerun.AI.Speculating.Reporting;
using Forerun.Ledgers;
using Forerun.Running.Live;
using Forerun.Workflows;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Speculating.Sessions;

/// <summary>
/// A conversation: one run of the heart, over any number of turns. It owns what is begun between them. It is over when a turn fails or is
/// given up, or when it has been idle for long.
/// </summary>
internal sealed partial class Conversation
{
    private readonly Lock gate = new();
    private readonly Inbox inbox = new();
    private readonly Times times;
    private readonly ReplyBook replies;
    private readonly Witness witness = new();
    private readonly Reporter reporter;
    private readonly LiveRun run;
    private readonly Task watching;
    private Turn? current;
    private volatile bool isEnded;

    public Conversation(Engine engine, IChatClient client, SpeculationOptions options, TimeProvider time, bool isDrafted, bool isCallers, Tags tags)
    {
        IsCallers = isCallers;
        var transcript = new Transcript();
        times = new Times(time);
        replies = new ReplyBook(() => times.Now);
        reporter = new Reporter(times, replies, witness, options);
        var performer = new ChatPerformer(client, options, transcript, replies, times, inbox, told, asked, Wanted);
        IProgram loop = isCallers ? new CallerLoop(tags.Workflow, transcript)
            : new ChatLoop(tags.Workflow, transcript, new Bounds(options.MaxIterations, options.MaxConsecutiveErrors), isDrafted);
        run = engine.Start(loop, new Fittings(_ => performer, witness) { Caller = Caller }, tags, CancellationToken.None);
        watching = WatchAsync();
    }

    /// <summary>Done when nothing of it is left.</summary>
    public Task Settled => Task.WhenAll(watching, run.Settled);

    /// <summary>Whether it takes no more turns.</summary>
    public bool IsOver => isEnded || run.Answer.IsCompleted;

    /// <summary>Begins a turn. One at a time.</summary>
    public void Begin(Turn turn)
    {
        lock (gate)
        {
            turn.Began = times.Now;
            current = turn;
            GoOn(turn);
        }


        inbox.Put(turn);
        if (run.Answer.IsCompleted) Fail();
    }

    /// <summary>Nobody will go on with it: what is under way is dropped.</summary>
    public void End()
    {
        lock (gate) isEnded = true;
        run.Conclude(Value.Null);
        inbox.Close(); // the wait for a person is a real call, which the run's end leaves alone
        told.Close();
    }

    /// <summary>The caller gives the turn up: everything under way is cancelled.</summary>
    public void Abort()
    {
        isEnded = true;
        run.Abort();
    }

    private ActivityContext Caller()
    {
        lock (gate) return current?.Caller ?? default;
    }

    private void Wanted(Call call, bool isBegun)
    {
        Turn? turn;
        lock (gate)
        {
            turn = current;
            if (IsCallers && call.Argument is ToolAsk) between.Add(call);
        }

        if (IsCallers && call.Argument is ToolAsk) asked.Want(call, isBegun);
        else if (turn is not null) Wanted(call, isBegun, turn);
    }

    private void Wanted(Call call, bool isBegun, Turn turn)
    {
        switch (call.Argument)
        {
            case PersonAsk { Request: not null } ended: EndOf(turn, ended, call); return;
            case PersonAsk or CallerAsk: return;
            case ModelAsk ask:
                if (call.Operation.Kind == OperationKind.Code)
                {
                    foreach (var message in ask.Request.Leave!.Reply(null).Messages) turn.Show(message, $"{call.Slot}-{message.Role}");
                    break;
                }

                if (ask.Results is { } results) turn.Show(results, call.Slot);
                replies.Want(call.Key, isBegun, turn);
                break;
            default: break;
        }

        turn.Wanted.Add(call);
    }

    private void EndOf(Turn turn, PersonAsk ended, Call wait)
    {
        lock (gate) current = null;
        if (IsCallers) told.Tell(Slots.Before(wait.Slot), ended.Replies[^1], turn.Request.Tools);
        turn.End(ended, reporter.Report(turn, ended));
        replies.Clear();
    }

    private async Task WatchAsync()
    {
        await ((Task)run.Answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        told.Close();
        Fail();
        // What is under way goes on to its end, also a read that a caller has taken over: then it is known, or it was given up.
        if (run.Answer.Exception?.InnerException is RunException { InnerException: null } refused) asked.Close(refused);
        else await ((Task)run.Settled).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        asked.Close(null);
    }

    private void Fail()
    {
        Turn? turn;
        lock (gate) (turn, current) = (current, null);
        turn?.Fail(Reason());
    }

    /// <summary>What a plain loop would have thrown: what the model's client threw, or the tool that failed too often.</summary>
    private Exception Reason() => run.Answer.Exception?.InnerException switch
    {
        RunException { InnerException: ToolsFailedException { InnerException: { } tool } } => tool,
        RunException { InnerException: { } thrown } => thrown,
        { } other => other,
        null => new OperationCanceledException("The turn was given up."),
    };
}
