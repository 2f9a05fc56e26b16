using Forerun.Mcp.Server;

// A server as a process, for the tests that start and end one. Its argument says what it does wrong.
var how = args is [var first, ..] ? first : "";
if (how == "hangs") await new TaskCompletionSource().Task.ConfigureAwait(false);
if (how == "dies")
{
    Console.Error.WriteLine("\u001b[31mno such folder\u001b[0m");
    return 3;
}

if (how == "garbage") Console.Out.WriteLine("Welcome! {\"jsonrpc\":\n\n[1,2]\nnull");
var server = new ScriptedServer(Console.Out)
{
    Tools = [.. new[] { "look", "die", "flood", "variable", "process" }.Select(name => SaidTool.Read(name))],
    Act = static (server, tool, key) => Task.FromResult<string?>(tool switch
    {
        "die" => Die(),
        "flood" => ScriptedServer.Text(new string('x', 5_000_000)),
        "variable" => ScriptedServer.Text(Environment.GetEnvironmentVariable(key) ?? "not there"),
        "process" => ScriptedServer.Text($"{Environment.ProcessId}"),
        _ => ScriptedServer.Text($"{tool} {key}"),
    }),
};
await server.RunAsync(Console.In).ConfigureAwait(false);
if (how == "stays") await new TaskCompletionSource().Task.ConfigureAwait(false);
return 0;

static string Die()
{
    Console.Error.WriteLine("out of luck");
    Environment.Exit(7);
    return "";
}
