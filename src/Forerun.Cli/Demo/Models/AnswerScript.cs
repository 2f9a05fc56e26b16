using System.Text.Json;
using Forerun.Cli.Demo.Mail;
using Forerun.Testing;

namespace Forerun.Cli.Demo.Models;

/// <summary>
/// What the scripted models answer. A label is drawn by the shares of <see cref="Routes"/>, its reason and the wording of a draft are one of
/// three each; the seed and the request decide, and nothing that a predictor does.
/// </summary>
internal sealed class AnswerScript(int seed) : SeededScript(seed)
{
    /// <summary>How many wordings there are of anything.</summary>
    public const int Wordings = 3;

    private static readonly string[] Reasons =
    [
        "The customer refers to an earlier letter and wants to know how we go on; read as a whole, and weighed as the handbook says, this is about {0}, since nothing else in it weighs more.",
        "What the customer wants to happen next decides. The order is named, nothing is attached, and the articles that fit best are those on {0}; no other route is nearer to it.",
        "No second order is named and no damage is told. By the handbook the question comes before the story, and the question that is left here is one about {0}, so it goes there.",
    ];

    private static readonly string[] Thanks =
        ["Thank you for writing to us.", "Thank you for your patience and for your letter.", "We are glad that you wrote."];

    private static readonly string[] Closings =
        ["If anything is left open, answer this letter and the same person will read it.", "You need not do anything more today; we keep an eye on it.", "Should you have another question, we are here until six."];

    /// <inheritdoc/>
    protected override IReadOnlyList<WeightedAnswer> Answers(ModelRequest request) =>
        request.Messages[0].Text.StartsWith(Handbook.Title, StringComparison.Ordinal)
            ? [.. Routes.All.SelectMany(r => Reasons.Select(why => new WeightedAnswer(r.Share, Says(Label(r.Label, string.Format(null, why, r.About))))))]
            : [.. Enumerable.Range(0, Wordings).Select(i => new WeightedAnswer(1, Says(Draft(request.LastText, i))))];

    private static ModelAnswer Says(string text) => new() { Text = text };

    private static string Label(string label, string reason) => JsonSerializer.Serialize(new Route(reason, label), JsonSerializerOptions.Web);

    private static string Draft(string request, int wording)
    {
        var (label, plan) = (Line(request, "route"), Line(request, "plan"));
        var about = Routes.All.FirstOrDefault(r => r.Label == label).About ?? label;
        var offer = plan == "business"
            ? "As a business customer you have your own contact, who has been told and calls you back within the day."
            : "With your plan we look after it within two working days, and you will see every step in your account.";
        return $"{Thanks[wording]} Your letter is about {about}, and we have found what belongs to it. "
            + "A colleague has gone through the whole file once more, so that nothing of it is asked of you a second time. "
            + $"{offer} We have noted what you told us and put it with your order, and where something went wrong on our side we are sorry for it. "
            + Closings[wording];
    }

    private static string Line(string text, string name) =>
        text.Split('\n').FirstOrDefault(l => l.StartsWith($"{name}: ", StringComparison.Ordinal))?[(name.Length + 2)..] ?? "";
}
