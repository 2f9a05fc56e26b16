using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Policies.CostAware;

namespace Forerun.Cli.Demo.Running;

/// <summary>
/// Two letters through a service of their own that waits for nothing: what a process does for the first time takes longer, and the pass that
/// happens to come first would pay for it. Nothing of it is counted, learned or written down.
/// </summary>
internal static class WarmUp
{
    private const int Letters = 2;

    public static async Task RunAsync(DemoRequest request, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (request.Endpoint is not null) return; // it would be somebody's dollars
        var throwaway = request with { Emails = Letters, Faults = false, Speed = double.PositiveInfinity };
        foreach (var policy in (Func<IPolicy>[])[static () => new SequentialPolicy(), static () => new CostAwarePolicy()])
            await Pass.RunAsync("warm-up", throwaway, policy, new MemoryLedger(), clock, new Nobody(), cancellationToken).ConfigureAwait(false);
    }
}
