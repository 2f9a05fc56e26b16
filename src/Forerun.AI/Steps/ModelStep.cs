using Forerun.AI.Retrying;
using Forerun.Pricing;
using Forerun.Running.Live;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Steps;

/// <summary>
/// Lets a step ask models: what comes is told to the run while it comes, so that bets on it are weighed again, and a call that is stopped,
/// breaks or is tried again is charged for what it used. One for each call that is performed, and one question at a time.
/// </summary>
/// <param name="flight">The call under way.</param>
/// <param name="counting">How tokens are counted where the service does not say. Default (null): by upper bounds.</param>
/// <example>
/// <code>
/// public async ValueTask&lt;Performance&gt; PerformAsync(Call call, IFlight flight)
/// {
///     var step = new ModelStep(flight);
///     var answer = await step.AskAsync(client, [new(ChatRole.User, call.Input.ToString())]);
///     return new Performance(Value.Of(answer.Text), step.Usage);
/// }
/// </code>
/// </example>
public sealed class ModelStep(IFlight flight, TokenCounting? counting = null)
{
    private readonly TokenCounting counting = counting ?? new();
    private bool isUnknown;
    private TokenUsage? usage;

    /// <summary>
    /// What all questions so far used, for the <see cref="Performance"/> of the call; null before the first, and when a service did not
    /// say. What tries used that failed is not in it: it is charged already.
    /// </summary>
    public TokenUsage? Usage => isUnknown ? null : usage;

    /// <summary>
    /// Asks a model, streaming. If the client tries again (<see cref="RetryExtensions.WithRetries"/>), each try is charged by itself; nobody
    /// has seen what a stream has brought when it breaks, so it is begun anew then, too.
    /// </summary>
    /// <param name="client">The client; its calls are priced as those of the operation's model.</param>
    /// <param name="messages">The messages.</param>
    /// <param name="options">Options; <c>MaxOutputTokens</c> stands for what is expected until calls of this kind have finished.</param>
    /// <exception cref="OperationCanceledException">Nobody wants the call any more.</exception>
    /// <exception cref="RunException">There is no room for the next try.</exception>
    /// <exception cref="Clients.ModelException">The call failed for good.</exception>
    public Task<ChatResponse> AskAsync(IChatClient client, IEnumerable<ChatMessage> messages, ChatOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(messages);
        return AskAsync(client, messages, options, null);
    }

    /// <summary>Asks a model while somebody looks on; once he has shown something of a try to others, no other try follows it.</summary>
    /// <exception cref="ShownException">The stream broke after something of it was shown.</exception>
    internal async Task<ChatResponse> AskAsync(IChatClient client, IEnumerable<ChatMessage> messages, ChatOptions? options, IOnlooker? onlooker)
    {
        var question = new Question(flight, counting, client, [.. messages], options, usage, onlooker);
        var answer = client.GetService(typeof(Tries)) is Tries { AreOwned: false } tries
            ? await tries.RunAsync(question.Course, question.TryAsync, flight.Cancellation).ConfigureAwait(false)
            : await question.TryAsync().ConfigureAwait(false);
        if (question.Used is { } used) usage = usage is null ? used : usage + used;
        else isUnknown = true;
        return answer;
    }
}
