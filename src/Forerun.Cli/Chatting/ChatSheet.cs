using System.CommandLine;
using System.CommandLine.Parsing;
using Forerun.Cli.Chatting.Servers;
using Forerun.Cli.Demo;
using Forerun.Cli.Output;

namespace Forerun.Cli.Chatting;

/// <summary>The options of <c>forerun chat</c>.</summary>
internal sealed class ChatSheet(Terminal terminal)
{
    private readonly Option<string> model = new("--model") { HelpName = "M", Required = true, Description = "The model, by its name in the price book." };

    private readonly Option<string?> drafter = new("--drafter")
    {
        HelpName = "D", Description = "A smaller model of the same service that drafts replies, so that tools and the next request begin sooner.",
    };

    private readonly Option<Uri?> endpoint = Knob.Of<Uri?>(
        "--endpoint", "URL", $"An OpenAI-compatible service, up to and with its version; key from {EndpointSheet.KeyVariable}. Default: {ChatRequest.OpenAI}.",
        $"an http or https address, for example {ChatRequest.OpenAI}", Address);

    private readonly Option<ServerLine[]> mcp = Each<ServerLine>(
        "--mcp", "[NAME=]COMMAND", "An MCP server to start, and its tools; any number of times.", "a command with its arguments, for example \"files=npx -y a-server\"", ServerLine.TryRead);

    private readonly Option<string[]> trust = new("--trust")
    {
        HelpName = "NAME", Description = "Believes what this server says its tools do; without it nothing is bet on them. Any number of times.",
    };

    private readonly Option<ToolName[]> reads = Each<ToolName>(
        "--reads", "NAME/TOOL", "Says that a tool of a server only reads, whatever the server says of it; any number of times.", "a server's name and its tool's, as in web/search", ToolName.TryRead);

    private readonly Option<decimal> dial = Knob.Of("--dial", "A", "0 = cost first, 1 = latency first; 0 to 1.", "a number from 0 to 1", 0.5m, Knob.Between(0, 1));

    private readonly Option<decimal> valueOfTime = Knob.Of(
        "--value-of-time", "USD_PER_S", "What a second sooner is worth, in dollars; 0 to 1,000,000.",
        "a number of dollars per second from 0 to 1,000,000", 0.01m, Knob.Between(0, 1_000_000));

    private readonly Option<string?> ledger = new("--ledger")
    {
        HelpName = "FILE", Description = "Writes every decision and every dollar there, as JSON lines if it ends in .jsonl, else to SQLite. Default: the one in your data folder.",
    };

    private readonly Option<string?> prices = new("--prices") { HelpName = "FILE", Description = "A price book, ours or one of genai-prices; it wins over the book that ships." };

    private readonly Option<bool> json = new("--json") { Description = "One JSON object on stdout at the end; what is said goes to stderr." };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[model, drafter, endpoint, mcp, trust, reads, dial, valueOfTime, ledger, prices, json]) command.Add(option);
        command.Validators.Add(Check);
    }

    public ChatRequest Read(ParseResult parsed) => new()
    {
        Model = parsed.GetRequiredValue(model), Drafter = parsed.GetValue(drafter), Endpoint = parsed.GetValue(endpoint) ?? ChatRequest.OpenAI,
        Key = terminal.Variable(EndpointSheet.KeyVariable), Servers = parsed.GetValue(mcp) ?? [], Trusted = parsed.GetValue(trust) ?? [],
        Reads = parsed.GetValue(reads) ?? [], Dial = parsed.GetValue(dial), ValueOfTime = parsed.GetValue(valueOfTime),
        Ledger = parsed.GetValue(ledger), Prices = parsed.GetValue(prices), Json = parsed.GetValue(json),
    };

    private void Check(CommandResult given)
    {
        if (given.GetResult(model) is { Tokens.Count: > 0 } && string.IsNullOrWhiteSpace(given.OrDefault(model, ""))) given.AddError("--model must name a model.");
        if (given.GetResult(drafter) is not null && string.IsNullOrWhiteSpace(given.OrDefault(drafter, ""))) given.AddError("--drafter must name a model.");
        given.OrDefault(endpoint, null);
        given.OrDefault(dial, 0);
        given.OrDefault(valueOfTime, 0);
        var names = (given.OrDefault(mcp, []) ?? []).Select(s => s.Name).ToList();
        foreach (var twice in names.GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1))
            given.AddError($"Two servers are called '{twice.Key}': give each a name of its own, as in --mcp \"files={twice.Key} …\".");
        foreach (var name in given.OrDefault(trust, []) ?? []) Known(given, names, name, $"--trust {name}");
        foreach (var name in given.OrDefault(reads, []) ?? []) Known(given, names, name.Server, $"--reads {name.Server}/{name.Tool}");
        FileNames.NotBlank(given, "--ledger", given.OrDefault(ledger, null));
        FileNames.NotBlank(given, "--prices", given.OrDefault(prices, null));
        FileNames.NotOverwritten(given, "--ledger", given.OrDefault(ledger, null), given.OrDefault(prices, null));
    }

    private static void Known(CommandResult given, List<string> names, string name, string option)
    {
        if (!names.Contains(name)) given.AddError($"{option}: no server is called '{name}'. {(names.Count == 0 ? "There is none: give --mcp." : $"There are: {string.Join(", ", names)}.")}");
    }

    /// <summary>An option that may be given again and again, each time with one value.</summary>
    private static Option<T[]> Each<T>(string name, string helpName, string description, string range, Knob.TryRead<T?> read)
        where T : class
    {
        var option = new Option<T[]>(name) { HelpName = helpName, Description = description, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
        option.CustomParser = given =>
        {
            var values = new List<T>();
            foreach (var token in given.Tokens)
            {
                if (read(token.Value, out var value)) values.Add(value!);
                else given.AddError($"{name} must be {range}, not '{token.Value}'.");
            }

            return [.. values];
        };
        return option;
    }

    private static bool Address(string text, out Uri? value) =>
        Uri.TryCreate(text, UriKind.Absolute, out value) && value.Scheme is "http" or "https" && value.Host.Length > 0;
}
