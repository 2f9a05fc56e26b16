using Forerun.AI.Speculating.Callers;
using Forerun.AI.Speculating.Loop;
using Forerun.Effects;
using Forerun.Workflows;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Speculating.Sessions;

/// <content>A caller with a loop of his own asks for the tools of the last reply, until he sends the next request.</content>
internal sealed partial class Conversation
{
    private readonly Told told = new();
    private readonly AskedTools asked = new();
    private readonly List<Call> between = [];
    private Toolbox? tools;

    /// <summary>Whether its caller has a loop of his own.</summary>
    public bool IsCallers { get; }

    /// <summary>Whether its last request had a tool whose caller calls it.</summary>
    public bool Uses(CallerFunction tool)
    {
        lock (gate) return tools?.Has(tool) == true;
    }

    /// <summary>Whether its caller may ask for a call: the last reply has it.</summary>
    public bool IsTold(string tool, Digest input) => told.Has(tool, input);

    /// <summary>Its caller asks for a call; null: somebody has asked for it already.</summary>
    public Asking? TryTake(string tool, Digest input, AIFunctionArguments arguments)
    {
        lock (gate)
        {
            if (isEnded || told.TryTake(tool, input) is not { } slot) return null;
            var asking = new Asking(slot, tool, input, arguments, () => times.Now);
            asked.Put(asking);
            told.Ask(slot);
            return asking;
        }
    }

    /// <summary>Something was done that it does not know of: nothing that was read in it is used any more. A turn under way goes on.</summary>
    public void Forsake()
    {
        lock (gate)
        {
            isEnded = true;
            if (current is not null) return; // with the turn it is over
        }

        End();
    }

    /// <summary>He has sent the next request: what he has done since the last is told with it, what he has not he won't do.</summary>
    private void GoOn(Turn turn)
    {
        tools = turn.Request.Tools;
        turn.Waited = WaitedFor(asked.TakeAnswered());
        turn.Wanted.AddRange(between);
        between.Clear();
        told.GoOn();
    }

    /// <summary>How long somebody waited for any of them.</summary>
    private static TimeSpan WaitedFor(IReadOnlyList<Asking> answered)
    {
        var (sum, until) = (TimeSpan.Zero, TimeSpan.Zero);
        foreach (var asking in answered)
        {
            var since = asking.Began > until ? asking.Began : until;
            if (asking.Ended <= since) continue;
            sum += asking.Ended - since;
            until = asking.Ended;
        }

        return sum;
    }
}
