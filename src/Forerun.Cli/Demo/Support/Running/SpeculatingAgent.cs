using Forerun.AI.Speculating;
using Forerun.Cli.Demo.Running;
using Forerun.Ledgers;
using Forerun.Traces;
using Microsoft.Extensions.AI;

namespace Forerun.Cli.Demo.Support.Running;

/// <summary>The door that users take: <c>client.WithSpeculation</c>, which runs the loop itself.</summary>
internal sealed class SpeculatingAgent : IAgent
{
    private readonly SpeculatingChatClient agent;
    private readonly ChatOptions options;
    private readonly MemoryLedger rows = new();
    private string run = "";

    public SpeculatingAgent(IChatClient client, ChatOptions options, ILedger ledger, Action<SpeculationOptions> configure)
    {
        this.options = options;
        agent = client.WithSpeculation(o =>
        {
            o.Name = "support";
            o.NewId = () => run;
            o.Ledger = new Both(ledger, rows);
            configure(o);
        });
    }

    /// <inheritdoc/>
    public void Begin(string run) => this.run = run;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ChatMessage>> AskAsync(IReadOnlyList<ChatMessage> messages, CancellationToken cancellationToken) =>
        [.. (await agent.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false)).Messages];

    /// <inheritdoc/>
    public Task EndAsync() => agent.DropAsync();

    /// <inheritdoc/>
    public IReadOnlyList<LedgerRow> RowsOf(string run) => [.. rows.Rows.Where(r => r.Tags.Run == run)];

    /// <inheritdoc/>
    public TraceRun? TraceOf(string run) => null;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => agent.DisposeAsync();
}
