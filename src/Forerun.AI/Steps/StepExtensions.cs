using Forerun.Defining;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Steps;

/// <summary>Models, asked by the steps of a workflow.</summary>
public static class StepExtensions
{
    /// <summary>
    /// Asks a model, streaming: what comes is told to the run while it comes, so that bets on it are weighed again, and a call that is
    /// stopped, breaks or is tried again is charged for what it used. The tokens are counted for the step (<see cref="StepContext.Use"/>).
    /// </summary>
    /// <param name="step">The step; one question at a time.</param>
    /// <param name="client">The client; its calls are priced as those of the step's model.</param>
    /// <param name="messages">The messages.</param>
    /// <param name="options">Options; <c>MaxOutputTokens</c> stands for what is expected until calls of this step have finished.</param>
    /// <param name="counting">How tokens are counted where the service does not say. Default (null): by upper bounds.</param>
    /// <exception cref="OperationCanceledException">Nobody wants the step any more.</exception>
    /// <exception cref="Clients.ModelException">The call failed for good.</exception>
    /// <exception cref="InvalidOperationException">The step is an effect that leaves: nobody could charge a model call in there.</exception>
    public static async Task<ChatResponse> AskAsync(
        this StepContext step, IChatClient client, IEnumerable<ChatMessage> messages, ChatOptions? options = null, TokenCounting? counting = null)
    {
        ArgumentNullException.ThrowIfNull(step);
        step.EnsureChargeable();
        var model = new ModelStep(step, counting);
        var answer = await model.AskAsync(client, messages, options).ConfigureAwait(false);
        step.Use(model.Usage);
        return answer;
    }
}
