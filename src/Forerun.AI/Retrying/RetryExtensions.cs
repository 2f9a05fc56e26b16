using Microsoft.Extensions.AI;

namespace Forerun.AI.Retrying;

/// <summary>The way in to retries.</summary>
public static class RetryExtensions
{
    /// <summary>
    /// The same client, which sends a call again after 429, 5xx, a connection that was refused or broke, and a time-out before the first
    /// token; it waits as <c>Retry-After</c> says, else longer from try to try. A stream is never begun anew once it has shown something.
    /// </summary>
    /// <param name="client">Any client; <see cref="Clients.OpenAIChatClient"/> says best what went wrong. Disposing the result disposes it.</param>
    /// <param name="options">How often, and how long to wait.</param>
    /// <param name="time">The clock of the waits.</param>
    /// <param name="random">Draws from 0 up to 1, from many threads at once; it varies the waits.</param>
    /// <remarks>
    /// A meter around the result, or a step that asks it, counts and pays for each try by itself, whichever of them was put around the
    /// other.
    /// </remarks>
    /// <exception cref="ArgumentException">The options contradict themselves; all errors at once.</exception>
    public static IChatClient WithRetries(this IChatClient client, RetryOptions options, TimeProvider time, Func<double> random)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(random);
        if (options.Errors is { Count: > 0 } errors) throw new ArgumentException(string.Join(" ", errors), nameof(options));
        return new RetryingChatClient(client, new Tries(options, time, random));
    }
}
