using Forerun.AI.Clients;
using Forerun.AI.Retrying;
using Forerun.Cli.Demo.Mail;
using Forerun.Cli.Demo.Running;
using Forerun.Cli.Demo.Support.Models;
using Forerun.Cli.Demo.Support.World;
using Forerun.Defining.Reporting;
using Forerun.Ledgers;
using Forerun.Pricing;
using Forerun.Testing;
using Microsoft.Extensions.AI;

namespace Forerun.Cli.Demo.Support.Running;

/// <summary>What an agent of a pass is made of.</summary>
/// <param name="Client">Its model.</param>
/// <param name="Drafter">The small model beside it; null: none.</param>
/// <param name="Options">Tools and model of each request.</param>
/// <param name="Script">What both of them say, where our own service answers.</param>
internal sealed record Cast(IChatClient Client, IChatClient? Drafter, ChatOptions Options, SupportScript Script);

/// <summary>All conversations, one after the other, with one agent: its own service and its own database, nothing learned before.</summary>
internal sealed class SupportPass(string name, SupportRequest request, TimeProvider clock, IWatch watch, Shop shop, Notes notes, IAgent agent, ChatOptions options)
{
    /// <summary>Runs a pass.</summary>
    public static async Task<PassResult> RunAsync(
        string name, SupportRequest request, TimeProvider clock, IWatch watch, Func<Cast, IAgent> agent, CancellationToken cancellationToken)
    {
        var script = new SupportScript(request.Seed, request.Small);
        if (request.Endpoint is not null)
        {
            using var there = Elsewhere(request, clock);
            return await WithAsync(there, null).ConfigureAwait(false);
        }

        var server = await ModelServer.StartAsync(new(clock, script) { Models = [request.Large, request.Small], Speed = request.Speed }, cancellationToken).ConfigureAwait(false);
        await using var server1 = server.ConfigureAwait(false);
        using var large = Connect(server, request.Large, clock);
        using var small = Connect(server, request.Small, clock);
        return await WithAsync(large, small).ConfigureAwait(false);

        async Task<PassResult> WithAsync(IChatClient model, IChatClient? drafter)
        {
            using var shop = Shop.Of(request.Seed, Person.Of(request.Seed, request.Conversations));
            using var notes = new Notes(model, watch.Began);
            var options = new ChatOptions { ModelId = request.Large, MaxOutputTokens = 400, Tools = [.. new ShopTools(shop, request, clock, watch.Began).All] };
            var asked = agent(new Cast(notes, drafter, options, script));
            await using var asked1 = asked.ConfigureAwait(false);
            return await new SupportPass(name, request, clock, watch, shop, notes, asked, options).AllAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static OpenAIChatClient Connect(ModelServer server, string model, TimeProvider clock) =>
        new(new() { Endpoint = server.Endpoint, Model = model, Key = "demo" }, clock);

    /// <summary>Somebody else's service, asked again where it asks for patience.</summary>
    private static IChatClient Elsewhere(SupportRequest request, TimeProvider clock)
    {
        var (draws, gate) = (Draws.Of(request.Seed, "waits between tries"), new Lock());
        return new OpenAIChatClient(new() { Endpoint = request.Endpoint!, Model = request.Large, Key = request.Key }, clock)
            .WithRetries(new RetryOptions { Delay = TimeSpan.FromSeconds(0.5) }, clock, () =>
            {
                lock (gate) return draws.Share();
            });
    }

    private async Task<PassResult> AllAsync(CancellationToken cancellationToken)
    {
        var results = new List<LetterResult>();
        var (began, stamp) = (clock.GetTimestamp(), clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff", null));
        foreach (var person in Person.Of(request.Seed, request.Conversations))
        {
            watch.Letter(person.Number);
            results.Add(await OneAsync(person, $"support-{stamp}-{name}-{person.Number}", clock.GetElapsedTime(began), cancellationToken).ConfigureAwait(false));
            watch.Settled(results[^1]);
        }

        return new PassResult(name, results);
    }

    private async Task<LetterResult> OneAsync(Person person, string run, TimeSpan began, CancellationToken cancellationToken)
    {
        agent.Begin(run);
        var done = shop.EffectsAfter(0).Count;
        var (messages, lines, waited) = (new List<ChatMessage> { new(ChatRole.System, SupportGuide.Text) }, new List<RecordLine>(), TimeSpan.Zero);
        for (var turn = 0; turn < person.Words.Count; turn++)
        {
            await Task.Delay(person.Types[turn] / request.Speed, clock, cancellationToken).ConfigureAwait(false);
            messages.Add(new ChatMessage(ChatRole.User, person.Words[turn]));
            var since = clock.GetTimestamp();
            var said = await agent.AskAsync([.. messages], cancellationToken).ConfigureAwait(false);
            waited += clock.GetElapsedTime(since);
            foreach (var message in said)
            {
                if (message.Role == ChatRole.Assistant && notes.Find(messages, options) is { } sent) lines.Add(new RecordLine(RecordLine.Request, sent));
                messages.Add(message);
            }

            lines.Add(RecordLine.Of(RecordLine.Answer, new { turn = turn + 1, text = said[^1].Text }));
        }

        await agent.EndAsync().ConfigureAwait(false);
        foreach (var effect in shop.EffectsAfter(done)) lines.Add(RecordLine.Of(RecordLine.Effect, effect));
        var rows = agent.RowsOf(run);
        return new LetterResult(person.Number, Report(run, rows, waited), began)
        {
            Answer = new Receipt($"conversation-{person.Number}", person.Address), Lines = lines, Rows = rows, Trace = agent.TraceOf(run),
        };
    }

    private static RunReport Report(string run, IReadOnlyList<LedgerRow> rows, TimeSpan waited)
    {
        var attempts = rows.OfType<AttemptRow>().ToList();
        var bets = Reporter.Placed(rows, attempts);
        return new RunReport(run, "support", IsSettled: true)
        {
            End = RunEnd.Answered,
            Answered = waited,
            Cost = Reporter.Sum(attempts, rows),
            UnknownCosts = attempts.Count(a => a.Cost is null),
            LostOnBets = bets.Where(b => b.Outcome != Outcome.Hit).Aggregate(Usd.Zero, static (sum, b) => sum + (b.Cost ?? Usd.Zero)),
            PaidForGuesses = Reporter.Sum(attempts.Where(a => a.Standing == Standing.Purchase), rows),
            Bets = bets,
            Declined = Reporter.Declined(rows, bets),
        };
    }
}
