using System.CommandLine;
using System.CommandLine.Parsing;
using Forerun.Cli.Demo.Running;
using Forerun.Cli.Output;
using Forerun.Pricing;

namespace Forerun.Cli.Demo;

/// <summary>The options of a demo that lets somebody else's service answer.</summary>
/// <param name="terminal">Where the key is.</param>
internal sealed class EndpointSheet(Terminal terminal)
{
    /// <summary>The variable that holds the key of <c>--endpoint</c>.</summary>
    public const string KeyVariable = "OPENAI_API_KEY";

    private readonly Option<Uri?> endpoint = Knob.Of<Uri?>(
        "--endpoint", "URL", $"Asks this OpenAI-compatible service instead, up to and with its version; key from {KeyVariable}. It costs real dollars.",
        "an http or https address, for example https://api.openai.com/v1", Address);

    private readonly Option<string?> model = new("--model") { HelpName = "M", Description = "The model of --endpoint, by its name in the price book." };

    public Option[] All => [endpoint, model];

    /// <summary>Whether the service is somebody else's.</summary>
    public bool IsGiven(CommandResult given) => given.OrDefault(endpoint, null) is not null;

    /// <summary>A request with what they say.</summary>
    public DemoRequest Read(ParseResult parsed, DemoRequest request) =>
        request with { Endpoint = parsed.GetValue(endpoint), Model = parsed.GetValue(model), Key = terminal.Variable(KeyVariable) };

    public void Check(CommandResult given)
    {
        var name = given.OrDefault(model, null);
        if (given.GetResult(endpoint) is not null != given.GetResult(model) is not null) given.AddError("--endpoint and --model go together: give both, or neither.");
        if (given.GetResult(model) is not null && string.IsNullOrWhiteSpace(name)) given.AddError("--model must name a model.");
    }

    /// <summary>Says in a sentence that the model has no price; null: it has one.</summary>
    /// <exception cref="DemoException">There is no key for the service.</exception>
    public static string? Doubts(DemoRequest request, TimeProvider clock)
    {
        if (request.Endpoint is { } asked && string.IsNullOrWhiteSpace(request.Key))
            throw new DemoException($"There is no key for {asked.Host}; set {KeyVariable} to one, or to any word if the service needs none.");
        try
        {
            request.Book().Require([request.Large, request.Small], clock.GetUtcNow());
            return null;
        }
        catch (UnknownPriceException e)
        {
            return e.Message + " Until then its dollars are unknown, and no bet is made on it.";
        }
    }

    private static bool Address(string text, out Uri? value) =>
        Uri.TryCreate(text, UriKind.Absolute, out value) && value.Scheme is "http" or "https" && value.Host.Length > 0;
}
