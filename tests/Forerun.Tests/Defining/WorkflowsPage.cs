using Forerun.Defining;
using Forerun.Running.Live;

namespace Forerun.Tests.Defining;

/// <summary>The code of docs/workflows.md that no other file has.</summary>
internal sealed class WorkflowsPage
{
    public static async Task Run(Engine engine, Workflow<Email, Receipt> workflow, CancellationToken cancellationToken)
    {
        var run = await engine.RunAsync(workflow, new Email("ann@example.org", "billing: twice"), cancellationToken);
        Console.WriteLine(run.Value);            // the Receipt, as soon as it is known
        Console.WriteLine(await run.Settled);    // seconds, dollars, and each bet with its verdict in words
    }

    public static Workflow<Email, string> Guessing() => Workflow.Define<Email, string>("guessing", w =>
    {
        var route = w.Call("classify", Classify, w.Input).Model("gpt-4o-mini")
            .GuessedBy(w.Input, mail => mail.Subject.StartsWith("Invoice", StringComparison.Ordinal) ? new Likely<Route>(new Route("billing", ""), 0.9) : null);
        return w.Call("file", (string label, CancellationToken _) => Task.FromResult($"filed under {label}"), route.Select(r => r.Label)).Computes();
    });

    public static Workflow<Email, string> Equivalent() => Workflow.Define<Email, string>("equivalent", w =>
    {
        var summary = w.Call("summary", (Email mail, CancellationToken _) => Task.FromResult(mail.Subject), w.Input).Model("gpt-4o");
        var draft = w.Call("draft", Draft, summary.EquivalentBy((guess, actual) => SameMeaning(guess, actual))).Model("gpt-4o");
        var title = w.Call("title", Title, summary.ConfirmedBy((string actual, string title) => Fits(title, actual))).Model("gpt-4o-mini");
        return w.Call("join", (string a, string b, CancellationToken _) => Task.FromResult($"{a}: {b}"), title, draft).Computes();
    });

    private static Task<string> Draft(string summary, CancellationToken cancellationToken) => Task.FromResult($"About {summary}.");

    private static Task<string> Title(string summary, CancellationToken cancellationToken) => Task.FromResult(summary.ToUpperInvariant());

    private static bool SameMeaning(string guess, string actual) => guess.Trim() == actual.Trim();

    private static bool Fits(string title, string actual) => title.Length <= actual.Length;

    private static Task<Route> Classify(Email mail, CancellationToken cancellationToken) => Task.FromResult(new Route("billing", "it says so"));
}
