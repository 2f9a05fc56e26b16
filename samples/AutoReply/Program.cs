using Forerun.AI.Clients;
using Forerun.AI.Steps;
using Forerun.Defining;
using Forerun.Effects;
using Forerun.Running.Live;
using Forerun.Testing;
using Microsoft.Extensions.AI;

const string Model = "gpt-4o-mini";
string[] routes = ["billing", "delivery", "other"];

// Without a key a model server of our own answers, on loopback, at the pace of a model; with one, OpenAI does.
var key = Environment.GetEnvironmentVariable("OPENAI_API_KEY");
await using var server = await ModelServer.StartAsync(new(TimeProvider.System, ModelScript.Of(Script)) { Models = [Model] });
using var client = new OpenAIChatClient(
    new() { Model = Model, Key = key ?? "none", Endpoint = key is null ? server.Endpoint : new("https://api.openai.com/v1") }, TimeProvider.System);

var autoReply = Workflow.Define<Email, string>("auto-reply", w =>
{
    var route = w.Call("classify", Classify, w.Input).Model(Model).GuessedBy(Router.Of(routes));
    var customer = w.Call("lookup", Lookup, w.Input.Select(mail => mail.From)).Reads();
    var draft = w.Call("draft", Draft, route, customer).Model(Model); // begins on a guess of the route, where that pays
    return w.Call("send", Send, draft, Effect.Staged); // leaves when it is certain, once
});

var engine = new Engine(new(TimeProvider.System, () => Guid.NewGuid().ToString()));
foreach (var subject in new[] { "charged twice", "charged again", "where is my parcel?", "charged three times" })
{
    await using var run = await engine.RunAsync(autoReply, new Email("ann@example.org", subject));
    Console.WriteLine($"{subject} -> {run.Value}");
    Console.WriteLine(await run.Settled); // seconds, dollars, and each bet with its verdict in words
}

async Task<string> Classify(Email mail, StepContext step) =>
    (await step.AskAsync(client, [new(ChatRole.User, $"Answer with one of {string.Join(", ", routes)}: {mail.Subject}")])).Text;

async Task<string> Draft(string route, string customer, StepContext step) =>
    (await step.AskAsync(client, [new(ChatRole.User, $"Write two sentences to {customer} about {route}.")])).Text;

async Task<string> Lookup(string from, CancellationToken cancellationToken)
{
    await Task.Delay(200, cancellationToken);
    return from.Split('@')[0];
}

Task<string> Send(string text, StepContext step) => Task.FromResult($"sent: {text}");

static ModelAnswer Script(ModelRequest request) => new()
{
    Text = request.LastText.StartsWith("Write", StringComparison.Ordinal)
        ? "Thank you for your letter. We have looked into it, and you will hear from us by tomorrow."
        : request.LastText.Contains("parcel", StringComparison.Ordinal) ? "delivery" : "billing",
};

internal sealed record Email(string From, string Subject);
