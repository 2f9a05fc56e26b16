using Forerun.Ledgers;
using Forerun.Traces;
using Microsoft.Extensions.AI;

namespace Forerun.Cli.Demo.Support.Running;

/// <summary>An agent as a pass talks to it: one conversation after the other, turn by turn.</summary>
internal interface IAgent : IAsyncDisposable
{
    /// <summary>A conversation begins; its rows are by this run.</summary>
    void Begin(string run);

    /// <summary>The messages with which it answers a turn.</summary>
    Task<IReadOnlyList<ChatMessage>> AskAsync(IReadOnlyList<ChatMessage> messages, CancellationToken cancellationToken);

    /// <summary>The conversation is over: nothing of it is left when this returns.</summary>
    Task EndAsync();

    /// <summary>The ledger's rows of a run.</summary>
    IReadOnlyList<LedgerRow> RowsOf(string run);

    /// <summary>A conversation as a line of a trace; null where nobody writes one.</summary>
    TraceRun? TraceOf(string run);
}
