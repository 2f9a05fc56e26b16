using Forerun.AI.Speculating.Reporting;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Speculating;

/// <summary>The door for an agent that there is already.</summary>
public static class SpeculationExtensions
{
    /// <summary>The name of the report among the additional properties of a response.</summary>
    public const string ReportKey = "forerun.speculation";

    /// <summary>
    /// The same agent, sooner: calls the model and its tools until it has an answer, as a plain loop would, with the same requests, results
    /// and answer, and begins early what may begin early and pays.
    /// </summary>
    /// <param name="client">Any client that streams. Disposing the result disposes it. It must not call functions itself.</param>
    /// <param name="configure">Changes the options. Default: as they are.</param>
    /// <exception cref="ArgumentException">The options contradict themselves; all errors at once.</exception>
    public static SpeculatingChatClient WithSpeculation(this IChatClient client, Action<SpeculationOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        var options = new SpeculationOptions();
        configure?.Invoke(options);
        if (options.Errors is { Count: > 0 } errors) throw new ArgumentException(string.Join(" ", errors), nameof(configure));
        return new SpeculatingChatClient(client, options);
    }

    /// <summary>
    /// The same tools, for an agent whose caller has a loop of his own: he asks the agent with these tools and calls them himself, as he
    /// would without it. Then the agent gives him each reply as it is, and reads that are begun before he asks for them, where that pays,
    /// are there sooner. His requests, calls and their order stay his; nothing is drafted.
    /// </summary>
    /// <param name="tools">The tools; what is no function stays as it is. All that a request has should be wrapped.</param>
    /// <param name="agent">The agent that is asked with them. Whatever its loop would be bounded by does not hold.</param>
    /// <returns>The tools to send and to call. Wrap for each tenant: on a tool that is used for two, nothing is bet any more.</returns>
    public static IList<AITool> WithSpeculation(this IEnumerable<AITool> tools, SpeculatingChatClient agent)
    {
        ArgumentNullException.ThrowIfNull(tools);
        ArgumentNullException.ThrowIfNull(agent);
        return agent.Callers.Wrap(tools);
    }

    /// <summary>
    /// What a reply took, what it cost and what came of its bets; null if it does not come from such an agent. Of a streamed reply the last
    /// update brings it, so it is there on <c>updates.ToChatResponse()</c>.
    /// </summary>
    public static TurnReport? Speculation(this ChatResponse reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return reply.AdditionalProperties?.GetValueOrDefault(ReportKey) as TurnReport;
    }
}
