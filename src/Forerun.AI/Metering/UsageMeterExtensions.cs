using Microsoft.Extensions.AI;

namespace Forerun.AI.Metering;

/// <summary>The way in to metering.</summary>
public static class UsageMeterExtensions
{
    /// <summary>The same client, every call of which the meter counts, prices and, with a limit, may refuse.</summary>
    /// <param name="client">Any client. Disposing the result disposes it.</param>
    /// <param name="meter">The meter; one for all clients that share a limit.</param>
    /// <remarks>Calls throw <see cref="BudgetExceededException"/>, before anything is sent, when the limit cannot pay for them.</remarks>
    public static IChatClient WithUsageMeter(this IChatClient client, UsageMeter meter)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(meter);
        return new MeteredChatClient(client, meter);
    }
}
