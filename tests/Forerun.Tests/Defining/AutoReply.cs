using System.Collections.Concurrent;
using Forerun.Defining;
using Forerun.Effects;
using Forerun.Pricing;

namespace Forerun.Tests.Defining;

internal sealed record Email(string From, string Subject);

internal sealed record Route(string Label, string Reason);

internal sealed record Customer(string Id, string Name);

internal sealed record Letter(string To, string Text);

internal sealed record Receipt(string Id);

/// <summary>The workflow of the documentation: its steps take their time by a clock, and write down what they do.</summary>
internal sealed class AutoReply(TimeProvider time)
{
    private readonly string[] routes = ["billing", "delivery", "other"];

    public ConcurrentQueue<string> Log { get; } = new();

    /// <summary>What has left, with its idempotency key.</summary>
    public ConcurrentQueue<(Letter Letter, string Key)> Sent { get; } = new();

    public Workflow<Email, Receipt> Define() => Workflow.Define<Email, Receipt>("auto-reply", w =>
    {
        var route    = w.Call("classify", Classify, w.Input).Model("gpt-4o-mini").GuessedBy(Router.Of(routes));
        var customer = w.Call("lookup",   Lookup,   w.Input.Select(m => m.From)).Reads().GuessedBy(Predictability.Lookup);
        var draft    = w.Call("draft",    Draft,    route.Select(r => r.Label), customer).Model("gpt-4o");
        return w.Call("send", Send, draft, Effect.Staged);
    });

    private async Task<Route> Classify(Email mail, StepContext step)
    {
        await Take("classify", 2, step.Cancellation);
        step.Use(new TokenUsage(400, 20));
        return new Route(mail.Subject.Split(':')[0], $"because of '{mail.Subject}'");
    }

    private async Task<Customer> Lookup(string from, CancellationToken cancellationToken)
    {
        await Take("lookup", 0.5, cancellationToken);
        return new Customer(from, from.ToUpperInvariant());
    }

    private async Task<Letter> Draft(string label, Customer customer, StepContext step)
    {
        step.Report("", 0);
        await Take($"draft {label}", 3, step.Cancellation);
        step.Use(new TokenUsage(500, 200));
        return new Letter(customer.Id, $"Dear {customer.Name}, about {label}.");
    }

    private async Task<Receipt> Send(Letter letter, StepContext step)
    {
        await Take("send", 0.25, step.Cancellation);
        Sent.Enqueue((letter, step.IdempotencyKey));
        return new Receipt($"receipt-{Sent.Count}");
    }

    private async Task Take(string what, double seconds, CancellationToken cancellationToken)
    {
        Log.Enqueue(what);
        await Task.Delay(TimeSpan.FromSeconds(seconds), time, cancellationToken);
    }
}
