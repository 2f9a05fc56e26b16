using Forerun.AI.Speculating.Loop;
using Forerun.AI.Speculating.Replies;
using Forerun.Effects;
using Forerun.Workflows;

namespace Forerun.AI.Speculating.Reporting;

/// <summary>Where in a turn nothing could be begun on a draft, and why, in a sentence each. Names of tools, no content.</summary>
internal static class Undrafted
{
    public static IReadOnlyList<string> Of(PersonAsk ended, bool hasDrafter)
    {
        if (!hasDrafter) return ["Nothing is drafted: there is no drafter."];
        if (ended.Request is { Tools.IsCallers: true }) return ["Nothing is drafted: the caller has a loop of his own, and nobody knows his next request before he sends it."];
        if (ended.Request is not { } request || ended.Replies.Where(r => r.Leave is null).ToList() is not { Count: > 1 } replies) return [];
        // What follows the last reply is the person's, whom nobody drafts.
        return [.. replies.SkipLast(1).Select((reply, i) => Why(reply, request.Tools) is { } why ? $"After reply {i + 1} nothing could be begun on a draft: {why}." : null).OfType<string>()];
    }

    private static string? Why(Reply reply, Toolbox tools)
    {
        if (reply.Kept is not null) return "the service keeps the conversation, and only the real reply says by which id";
        if (reply.Messages.Count > 1 || reply.Messages.Any(m => m.Contents.Count > reply.Calls.Count || ReplyValue.HasMore(m)))
            return "the reply was more than its calls, and no draft says the same words, reasoning or signatures";
        foreach (var call in reply.Calls.Select(AskedCall.Of))
        {
            var operation = tools.OperationFor(call);
            if (operation.Kind == OperationKind.Code) return $"nobody can call '{call.Tool}' as it was called";
            if (operation.Admission != Admission.Admissible) return $"'{operation.Name}' is {Said(operation.Effect)} and never runs on a guess";
        }

        return null;
    }

    private static string Said(Effect effect) => effect.ToString().ToLowerInvariant();
}
