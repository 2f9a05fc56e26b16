using System.Text.Json;
using Forerun.AI.Steps;
using Forerun.Cli.Demo.Mail;
using Forerun.Cli.Demo.Models;
using Forerun.Defining;
using Forerun.Effects;
using Microsoft.Extensions.AI;

namespace Forerun.Cli.Demo.Running;

/// <summary>The workflow of the demo: classify a letter, look the customer up, draft the answer, send it.</summary>
internal sealed class AutoReply(DemoRequest request, Service service, CustomerBook book, Outbox outbox, RequestBook requests, IWatch watch)
{
    /// <summary>Where faults are meant to come, a call that failed for good is made once more.</summary>
    private int Tries => request.Faults ? 2 : 1;

    public Workflow<Email, Receipt> Define() => Workflow.Define<Email, Receipt>("auto-reply", w =>
    {
        var route = w.Call<Email, Route>("classify", Classify, w.Input).Model(request.Large).Tries(Tries).GuessedBy(Router.Of(Routes.Labels));
        var customer = w.Call<string, Customer>("lookup", Lookup, w.Input.Select(m => m.From)).Reads().GuessedBy(Predictability.Lookup);
        var draft = w.Call<string, string, string>("draft", Draft, route.Select(r => r.Label), customer.Select(c => c.Plan))
            .Model(request.Small).Tries(Tries);
        return w.Call<Email, string, Receipt>("send", Send, w.Input, draft, Effect.Staged);
    });

    private async Task<Route> Classify(Email mail, StepContext step) =>
        Read(await AskAsync(step, request.Large, Prompts.Classify(mail), mail).ConfigureAwait(false));

    private async Task<Customer> Lookup(string from, StepContext step)
    {
        using var shown = watch.Began(step.Step);
        requests.Tool(step.Step, from);
        return await book.FindAsync(from, step.Cancellation).ConfigureAwait(false);
    }

    private Task<string> Draft(string label, string plan, StepContext step) =>
        AskAsync(step, request.Small, Prompts.Draft(label, plan), label, plan);

    private Task<Receipt> Send(Email mail, string text, StepContext step)
    {
        outbox.Send(mail.Id, new Letter(mail.From, $"Re: {mail.Subject}", text), step.IdempotencyKey);
        return Task.FromResult(new Receipt(mail.Id, mail.From));
    }

    private async Task<string> AskAsync(StepContext step, string model, IReadOnlyList<ChatMessage> messages, params IReadOnlyList<object> inputs)
    {
        using var shown = watch.Began(step.Step);
        var options = new ChatOptions { ModelId = model, MaxOutputTokens = Prompts.MaxOutputTokens };
        requests.Model(step.Step, inputs, messages, options);
        return (await step.AskAsync(service.Client, messages, options, service.Counting).ConfigureAwait(false)).Text;
    }

    /// <summary>Models put fences and words around what was asked for; a label that is none would be acted on.</summary>
    private static Route Read(string answer)
    {
        var (first, last) = (answer.IndexOf('{', StringComparison.Ordinal), answer.LastIndexOf('}'));
        try
        {
            if (first >= 0 && last > first
                && JsonSerializer.Deserialize<Route>(answer[first..(last + 1)], JsonSerializerOptions.Web) is { Label: not null } route
                && Routes.Labels.Contains(route.Label)) return route;
        }
        catch (JsonException)
        {
            // told below, with what else is no route
        }

        throw new DemoException("The classifier's answer is not the JSON object with a known label that it was asked for; try again, or name another model.");
    }
}
