using System.Runtime.ExceptionServices;
using Forerun.AI.Clients;
using Forerun.Cli.Demo.Mail;
using Forerun.Cli.Demo.Models;
using Forerun.Defining;
using Forerun.Ledgers;
using Forerun.Policies;
using Forerun.Running.Limiting;
using Forerun.Running.Live;

namespace Forerun.Cli.Demo.Running;

/// <summary>All letters, one after the other, under one policy: its own service, its own engine, nothing learned before.</summary>
internal sealed class Pass
{
    private readonly string name;
    private readonly DemoRequest request;
    private readonly TimeProvider clock;
    private readonly IWatch watch;
    private readonly RequestBook requests = new();
    private readonly RealCalls calls = new();
    private readonly Outbox outbox = new();
    private readonly MemoryLedger rows = new();
    private readonly Workflow<Email, Receipt> workflow;
    private readonly Engine engine;
    private readonly IReadOnlyList<string> steps;
    private readonly string policy;

    private Pass(string name, DemoRequest request, Func<IPolicy> policy, ILedger ledger, Service service, Limits limits, TimeProvider clock, IWatch watch)
    {
        (this.name, this.request, this.clock, this.watch, this.policy) = (name, request, clock, watch, policy().Name);
        workflow = new AutoReply(request, service, new CustomerBook(request.Seed, clock, request.Speed), outbox, requests, watch).Define();
        steps = [.. workflow.Plan.Select(s => s.Slot)];
        engine = new Engine(new EngineOptions(clock, () => name)
        {
            Settings = new Settings { Dial = request.Dial, ValueOfTime = new(request.ValueOfTime), Prices = request.Book() },
            Policy = policy, Ledger = new Both(ledger, rows), Recorder = calls, Limits = limits,
        });
    }

    /// <summary>Runs a pass.</summary>
    /// <exception cref="ModelException">Somebody else's service can't be asked.</exception>
    /// <exception cref="LedgerException">The ledger does not take the first letter.</exception>
    public static async Task<PassResult> RunAsync(
        string name, DemoRequest request, Func<IPolicy> policy, ILedger ledger, TimeProvider clock, IWatch watch, CancellationToken cancellationToken)
    {
        var limits = new Limits(new LimitOptions());
        var service = await Service.StartAsync(request, clock, limits, cancellationToken).ConfigureAwait(false);
        await using (service.ConfigureAwait(false))
            return await new Pass(name, request, policy, ledger, service, limits, clock, watch).AllAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<PassResult> AllAsync(CancellationToken cancellationToken)
    {
        var letters = new List<LetterResult>();
        var (began, stamp) = (clock.GetTimestamp(), clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff", null));
        foreach (var mail in Inbox.Of(request.Seed, request.Emails))
        {
            var number = letters.Count + 1;
            watch.Letter(number);
            var tags = new Tags($"demo-{stamp}-{name}-{number}", workflow.Name, policy);
            letters.Add(await OneAsync(mail, number, tags, clock.GetElapsedTime(began), cancellationToken).ConfigureAwait(false));
            watch.Settled(letters[^1]);
        }

        return new PassResult(name, letters);
    }

    private async Task<LetterResult> OneAsync(Email mail, int number, Tags tags, TimeSpan began, CancellationToken cancellationToken)
    {
        var run = engine.Start(workflow, mail, tags, cancellationToken);
        Receipt? answer = null;
        string? error = null;
        Exception? refused = null;
        try
        {
            answer = await run.Answer.ConfigureAwait(false);
        }
        catch (RunException e)
        {
            error = (e.InnerException is ModelException or DemoException or LedgerException ? e.InnerException : e).Message;
            refused = e.InnerException is LedgerException || request.Endpoint is not null && e.InnerException is ModelException ? e.InnerException : null;
        }

        var report = await run.Settled.ConfigureAwait(false);
        // What the first letter is refused, all will be. Once the ledger has taken a whole pass, that pass is told all the same.
        if (number == 1 && (refused is ModelException || refused is LedgerException && policy == "sequential")) ExceptionDispatchInfo.Throw(refused);
        return new LetterResult(number, report, began)
        {
            Answer = answer, Error = error, Lines = [.. Lines(mail, run.Id, answer)], Rows = rows.Rows.Where(r => r.Tags.Run == run.Id).ToList(),
            Trace = calls.Trace(run.Id),
        };
    }

    private IEnumerable<RecordLine> Lines(Email mail, string run, Receipt? answer)
    {
        foreach (var call in calls.Of(run, steps))
            if (requests.Of(call) is { } body) yield return new RecordLine(RecordLine.Request, body);
        foreach (var letter in outbox.Of(mail.Id)) yield return RecordLine.Of(RecordLine.Effect, letter);
        if (answer is not null) yield return RecordLine.Of(RecordLine.Answer, answer);
    }
}
