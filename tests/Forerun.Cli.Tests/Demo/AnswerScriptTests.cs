using System.Text.Json;
using Forerun.Cli.Demo.Mail;
using Forerun.Cli.Demo.Models;
using Forerun.Testing;
using Microsoft.Extensions.AI;

namespace Forerun.Cli.Tests.Demo;

/// <summary>What the demo says of its own chance is what its script does.</summary>
public class AnswerScriptTests
{
    [Fact]
    public void Entropy_IsThatOfLabelsAndWordings()
    {
        var script = new AnswerScript(1);
        var classify = Request(Prompts.Classify(Inbox.Of(1, 1)[0]));
        var draft = Request(Prompts.Draft("refund", "standard"));

        Assert.Equal(Routes.Entropy + Math.Log2(AnswerScript.Wordings), script.Entropy(classify), 10);
        Assert.Equal(Routes.BestGuess / AnswerScript.Wordings, script.BestGuess(classify), 10);
        Assert.Equal(Math.Log2(AnswerScript.Wordings), script.Entropy(draft), 10);
        Assert.Equal(0.956, Routes.Entropy, 3);
        Assert.Equal(1, Routes.All.Sum(r => r.Share), 12);
    }

    [Fact]
    public void Labels_ComeAsOftenAsTheirShares_AndTheMailDoesNotTellThem()
    {
        var labels = Enumerable.Range(0, 400).SelectMany(seed => Inbox.Of(seed, 5).Select(m => LabelOf(seed, m))).ToList();

        foreach (var (label, share, _) in Routes.All)
            Assert.InRange(labels.Count(l => l == label) / (double)labels.Count, share - 0.03, share + 0.03);
    }

    [Fact]
    public void Answers_HaveAboutTheTokensThatAreSaid()
    {
        var route = new AnswerScript(1).Answer(Request(Prompts.Classify(Inbox.Of(1, 1)[0]))).Text!;
        var letter = new AnswerScript(1).Answer(Request(Prompts.Draft("refund", "standard"))).Text!;

        Assert.InRange(route.Length / 4, 50, 70);
        Assert.InRange(letter.Length / 4, 120, 200);
        Assert.InRange(Handbook.Text.Length / 4, 4_000, 6_000);
    }

    private static string LabelOf(int seed, Email mail) => JsonSerializer.Deserialize<Route>(
        new AnswerScript(seed).Answer(Request(Prompts.Classify(mail))).Text!, JsonSerializerOptions.Web)!.Label;

    private static ModelRequest Request(IReadOnlyList<ChatMessage> messages)
    {
        var said = messages.Select(m => new { role = m.Role.Value, content = m.Text }).ToList();
        var body = JsonSerializer.SerializeToElement(new { model = "m", messages = said });
        return new ModelRequest("m", [.. said.Select(m => new ModelMessage(m.role, m.content, null))], body)
        {
            Identity = Forerun.Workflows.Value.Of(body).Digest,
        };
    }
}
