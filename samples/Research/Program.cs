using System.ComponentModel;
using System.Globalization;
using Forerun.AI.Clients;
using Forerun.AI.Speculating;
using Forerun.AI.Tools;
using Forerun.Testing;
using Microsoft.Extensions.AI;

const string Model = "gpt-4o", Small = "gpt-4o-mini";

// What there is to read: a library of our own, as slow as one elsewhere. It is searched and fetched from, and nothing in it changes.
Dictionary<string, string> library = new()
{
    ["tea-1"] = "Green tea is steamed or pan-fired soon after picking, so it hardly oxidises.",
    ["tea-2"] = "Black tea is rolled and left to oxidise for hours before it is dried.",
    ["salt-1"] = "Salt lowers the freezing point of water; below about -21 degrees it no longer helps.",
    ["salt-2"] = "Brine in solar ponds evaporates for months before its salt is raked.",
    ["moss-1"] = "Mosses have no roots; they take water in with their whole surface.",
    ["moss-2"] = "Peat moss holds up to twenty times its own weight of water.",
};

// Without a key a model server of our own answers, on loopback, at the pace of a model; with one, OpenAI does.
var key = Environment.GetEnvironmentVariable("OPENAI_API_KEY");
await using var server = await ModelServer.StartAsync(new(TimeProvider.System, ModelScript.Of(Script)) { Models = [Model, Small] });
using var large = Connect(Model);
using var small = Connect(Small);

// The small model drafts what the large one will ask for; what it drafts is fetched ahead, where that pays.
await using var agent = large.WithSpeculation(o => o.Drafter = small);
var options = new ChatOptions { Tools = [Tool.Reads(Search, "search"), Tool.Reads(Fetch, "fetch")] };

var saved = TimeSpan.Zero;
foreach (var topic in new[] { "tea", "salt", "moss", "tea", "moss", "salt" })
{
    var reply = await agent.GetResponseAsync([new(ChatRole.User, $"Search for {topic} , fetch what you find, and summarise it in two sentences.")], options);
    Console.WriteLine($"{topic}: {reply.Messages[^1].Text}");
    Console.WriteLine($"  {reply.Speculation()}");
    saved += reply.Speculation()!.Saved;
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{saved.TotalSeconds:0.0} s sooner in all."));

OpenAIChatClient Connect(string model) => new(
    new() { Model = model, Key = key ?? "none", Endpoint = key is null ? server.Endpoint : new("https://api.openai.com/v1") }, TimeProvider.System);

[Description("The names of documents about a topic, a comma between them.")]
async Task<string> Search(string topic, CancellationToken cancellationToken)
{
    await Task.Delay(500, cancellationToken);
    return string.Join(',', library.Keys.Where(k => k.StartsWith(topic, StringComparison.OrdinalIgnoreCase)));
}

[Description("The text of a document.")]
async Task<string> Fetch(string name, CancellationToken cancellationToken)
{
    await Task.Delay(700, cancellationToken);
    return library.GetValueOrDefault(name, "There is no such document.");
}

// Both models search, fetch what was found, all at once, and put it together; the small one is quicker.
static ModelAnswer Script(ModelRequest request)
{
    var results = request.Messages.Where(m => m.Role == "tool").Select(m => m.Text).ToList();
    var answer = results.Count switch
    {
        0 => new ModelAnswer { ToolCalls = [Call("search", "topic", request.LastText.Split(' ')[2])] },
        1 => new ModelAnswer { ToolCalls = [.. results[0].Split(',').Select(name => Call("fetch", "name", name))] },
        _ => new ModelAnswer { Text = string.Join(' ', results.Skip(1)) },
    };
    return answer with { Pacing = request.Model == Small ? new() { FirstToken = TimeSpan.FromSeconds(0.15) } : new() { FirstToken = TimeSpan.FromSeconds(0.8) } };

    static ModelToolCall Call(string tool, string name, string value) => new($"{tool} {value}", tool, $$"""{"{{name}}":"{{value}}"}""");
}
