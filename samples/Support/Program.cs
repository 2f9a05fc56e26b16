using System.ComponentModel;
using System.Globalization;
using Forerun.AI.Clients;
using Forerun.AI.Speculating;
using Forerun.AI.Tools;
using Forerun.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.AI;

const string Model = "gpt-4o-mini";

// The agent's world: orders in a SQLite database. It reads them, and can refund them.
await using var shop = new SqliteConnection("Data Source=shop;Mode=Memory;Cache=Shared");
await shop.OpenAsync();
await Execute("CREATE TABLE orders (id TEXT, customer TEXT, item TEXT, refunded INTEGER)");
for (var i = 1; i <= 12; i++) await Execute($"INSERT INTO orders VALUES ('A{i}', 'ann-{i}', 'lamp {i}', 0)");

// Without a key a model server of our own answers, on loopback, at the pace of a model; with one, OpenAI does.
var key = Environment.GetEnvironmentVariable("OPENAI_API_KEY");
await using var server = await ModelServer.StartAsync(new(TimeProvider.System, ModelScript.Of(Script)) { Models = [Model] });
using var client = new OpenAIChatClient(
    new() { Model = Model, Key = key ?? "none", Endpoint = key is null ? server.Endpoint : new("https://api.openai.com/v1") }, TimeProvider.System);

await using var agent = client.WithSpeculation();
var findOrders = Tool.Reads(FindOrders, "find_orders");
var findPolicy = Tool.Reads(FindPolicy, "find_policy");
var refund = Tool.Irreversible(AIFunctionFactory.Create(Refund, "refund")); // never on a guess; nor is a tool of which nobody says anything
var options = new ChatOptions { Tools = [findOrders, findPolicy, refund] };

var saved = TimeSpan.Zero;
for (var i = 1; i <= 12; i++)
{
    var reply = await agent.GetResponseAsync([new(ChatRole.User, $"I am ann-{i}. My lamp came broken, please refund it.")], options);
    Console.WriteLine($"ann-{i}: {reply.Messages[^1].Text}");
    Console.WriteLine($"  {reply.Speculation()}");
    saved += reply.Speculation()!.Saved;
}

var refunded = await Execute("SELECT count(*) FROM orders WHERE refunded = 1");
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{saved.TotalSeconds:0.0} s sooner in all; {refunded} orders refunded, each once."));

[Description("The orders of a customer.")]
async Task<string> FindOrders(string customer, CancellationToken cancellationToken)
{
    await Task.Delay(400, cancellationToken); // a database elsewhere
    return await Execute("SELECT id || ' ' || item FROM orders WHERE customer = $a", customer);
}

[Description("What the shop promises.")]
async Task<string> FindPolicy(string about, CancellationToken cancellationToken)
{
    await Task.Delay(300, cancellationToken);
    return $"{about}: refunded within 30 days";
}

[Description("Pays an order back.")]
async Task<string> Refund(string order, CancellationToken cancellationToken)
{
    await Task.Delay(200, cancellationToken);
    return await Execute("UPDATE orders SET refunded = refunded + 1 WHERE id = $a RETURNING id || ' is refunded'", order);
}

async Task<string> Execute(string sql, string? a = null)
{
    await using var connection = new SqliteConnection(shop.ConnectionString);
    await connection.OpenAsync();
    await using var command = connection.CreateCommand();
    command.CommandText = sql;
    command.Parameters.AddWithValue("$a", a ?? "");
    return (await command.ExecuteScalarAsync())?.ToString() ?? "none";
}

// The model looks up orders and policy, refunds, and says so.
static ModelAnswer Script(ModelRequest request)
{
    var said = request.Messages.Where(m => m.Role == "tool").Select(m => m.Text).ToList();
    var customer = request.Messages.First(m => m.Role == "user").Text.Split("I am ")[1].Split('.')[0];
    return said.Count switch
    {
        0 => new() { Text = "Let me see what we have on file for you.", ToolCalls = [Call("find_orders", "customer", customer), Call("find_policy", "about", "broken goods")] },
        2 => new() { Text = "It is yours, and it is covered.", ToolCalls = [Call("refund", "order", said[0].Split(' ')[0])] },
        _ => new() { Text = "I am sorry about the lamp. It is refunded, and the money is with you in three days." },
    };

    static ModelToolCall Call(string tool, string name, string value) => new(tool, tool, $$"""{"{{name}}":"{{value}}"}""");
}
