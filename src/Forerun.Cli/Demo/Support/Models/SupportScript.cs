using Forerun.Pricing;
using Forerun.Testing;

namespace Forerun.Cli.Demo.Support.Models;

/// <summary>
/// What the agent's model and its drafter answer. The seed and the messages decide, and nothing that a predictor does. The model looks up
/// order and rules at once, then either parcel and stock or another rule, answers, and does in the next turn what the person wants.
/// The drafter says what the model would, or, so often, another call.
/// </summary>
internal sealed class SupportScript(int seed, string drafter) : IModelScript
{
    /// <summary>The share of conversations in which the model asks for parcel and stock; in the others it reads the rules.</summary>
    public const double Looks = 0.8;

    /// <summary>The share of replies in which the drafter says what the model would.</summary>
    public const double DrafterIsRight = 0.95;

    /// <summary>Tokens that the model thinks before each reply; not shown, and paid for.</summary>
    public const int Thoughts = 48;

    /// <summary>The drafter's pace: a small model's, chosen by us.</summary>
    public static readonly Pacing DraftPace = new() { FirstToken = TimeSpan.FromSeconds(0.15), PerToken = TimeSpan.FromMilliseconds(3) };

    private static readonly string[] Found =
        ["I have found it, and I am sorry. We can send it again or pay it back: which do you prefer?", "Sorry about that. Shall we send it again, or do you want your money back?", "I see what happened. You may have it again or your money back, as you like."];

    private static readonly string[] Ended =
        ["It is done, and a letter with all of it is on its way to you.", "Done. You need not do anything more, and I am sorry for the trouble.", "That is settled now. Thank you for your patience."];

    /// <summary>What chance decides in the second call of a conversation, bits (Shannon 1948, section 6).</summary>
    public static double Entropy => -((Looks * Math.Log2(Looks)) + ((1 - Looks) * Math.Log2(1 - Looks)));

    /// <inheritdoc/>
    public ModelAnswer Answer(ModelRequest request)
    {
        var said = Said(request.Messages);
        if (request.Model != drafter) return Thought(said);
        var draws = Draws.Of(seed, $"draft {Story(request.Messages)}");
        return (draws.Chance(DrafterIsRight) ? said : Wrong(said, request.Messages)) with { Pacing = DraftPace };
    }

    /// <summary>What the model says to messages: also to whoever is to know it beforehand.</summary>
    public ModelAnswer Said(IReadOnlyList<ModelMessage> messages)
    {
        var draws = Draws.Of(seed, $"reply {Story(messages)}");
        var turns = messages.Count(m => m.Role == "user");
        var results = messages.Reverse().TakeWhile(m => m.Role != "user").Where(m => m.Role == "tool").Reverse().ToList();
        return (turns, results.Count) switch
        {
            (1, 0) => Calls(messages, ("find_order", "customer", AddressIn(messages)), ("read_rules", "about", "orders")),
            (1, 2) when draws.Chance(Looks) => Calls(messages, ("track_parcel", "parcel", Field(results[0].Text, "parcel")), ("check_stock", "item", Field(results[0].Text, "item"))),
            (1, 2) => Calls(messages, ("read_rules", "about", "late orders")),
            (1, _) => new ModelAnswer { Text = draws.Of(Found) },
            (_, 0) when WantsItAgain(messages) => Calls(messages, ("read_rules", "about", "sending again"), ("check_stock", "item", Field(FirstResult(messages), "item"))),
            (_, 0) => Calls(messages, ("read_rules", "about", "paying back"), ("track_parcel", "parcel", Field(FirstResult(messages), "parcel"))),
            (_, 2) => Calls(messages, (WantsItAgain(messages) ? "send_again" : "pay_back", "order", Field(FirstResult(messages), "order"))),
            _ => new ModelAnswer { Text = draws.Of(Ended) },
        };
    }

    private static ModelAnswer Thought(ModelAnswer said)
    {
        var shown = ((said.Text?.Length ?? 0) + said.ToolCalls.Sum(c => c.Name.Length + c.Arguments.Length) + 3) / 4;
        return said with { Usage = new TokenUsage(null, shown + Thoughts, null, null, Thoughts) };
    }

    /// <summary>Another call, where the model calls something; in place of an answer another answer.</summary>
    private static ModelAnswer Wrong(ModelAnswer said, IReadOnlyList<ModelMessage> messages) => said.ToolCalls.Count == 0
        ? new ModelAnswer { Text = "Let me see." }
        : Calls(messages, ("read_rules", "about", said.ToolCalls is [{ Name: "read_rules" }] ? "complaints" : "late orders"));

    /// <summary>Calls are numbered along the conversation, as a plain loop passes them on and an agent of ours numbers them.</summary>
    private static ModelAnswer Calls(IReadOnlyList<ModelMessage> messages, params (string Tool, string Name, string Value)[] calls)
    {
        var before = messages.Count(m => m.Role == "tool");
        return new ModelAnswer
        {
            ToolCalls = [.. calls.Select((c, i) => new ModelToolCall($"call_{before + i + 1}", c.Tool, $$"""{"{{c.Name}}":"{{c.Value}}"}"""))],
        };
    }

    private static string Story(IReadOnlyList<ModelMessage> messages) => string.Join('\n', messages.Skip(1).Select(m => $"{m.Role}: {m.Text}"));

    private static bool WantsItAgain(IReadOnlyList<ModelMessage> messages) => messages.Last(m => m.Role == "user").Text.Contains("send", StringComparison.Ordinal);

    private static string AddressIn(IReadOnlyList<ModelMessage> messages) =>
        messages.First(m => m.Role == "user").Text.Split(' ').First(w => w.Contains('@')).TrimEnd('.', ',');

    private static string FirstResult(IReadOnlyList<ModelMessage> messages) => messages.First(m => m.Role == "tool").Text;

    private static string Field(string json, string name) => json.Split($"\"{name}\":\"") is [_, var rest] ? rest.Split('"')[0] : "";
}
