using Forerun.Pricing;
using Forerun.Running.Limiting;

namespace Forerun.Tests.Running.Limiting;

/// <summary>Runs that ask for room, end and are evicted in any order, and keep their own count of what is used.</summary>
internal sealed class Clients(Limits limits, Random random)
{
    private readonly List<Ticket> running = [];
    private readonly List<Ticket> waiting = [];
    private readonly Queue<Ticket> retries = new();
    private readonly Queue<Ticket> evicted = new();
    private readonly PriorityQueue<Ticket, DateTimeOffset> timers = new();
    private readonly List<(DateTimeOffset At, long Tokens, Ticket Ticket)> starts = [];
    private readonly List<(DateTimeOffset At, decimal Usd, string Run)> spent = [];
    private int count;

    public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public int Waiting => waiting.Count;

    public int Finished { get; private set; }

    public void Arrive()
    {
        Ticket? ticket = null;
        ticket = new Ticket(
            $"run-{random.Next(30) + (count / 100 * 30)}", $"call {++count}", new Worst(new Usd(random.Next(1, 30) / 100m), random.Next(1, 900)),
            () => retries.Enqueue(ticket!), () => evicted.Enqueue(ticket!))
        {
            IsSpeculative = random.Next(3) == 0,
        };
        Ask(ticket);
    }

    public void EndSome()
    {
        while (timers.TryPeek(out var next, out var due) && due <= Now)
        {
            timers.Dequeue();
            if (waiting.Contains(next)) Ask(next);
        }

        while (evicted.TryDequeue(out var loser))
            if (running.Contains(loser)) End(loser);
        if (running.Count > 0 && random.Next(2) == 0) End(running[random.Next(running.Count)]);
        if (running.Find(t => t.IsSpeculative) is { } bet && random.Next(10) == 0) limits.Promote(bet, Now);
        while (retries.TryDequeue(out var ticket))
            if (waiting.Contains(ticket)) Ask(ticket);
    }

    public void Check()
    {
        Assert.InRange(running.Count, 0, 5);
        Assert.InRange(running.Count(t => t.IsSpeculative), 0, 2);
        var minute = starts.Where(s => s.At > Now.AddMinutes(-1)).ToList();
        Assert.InRange(minute.Count, 0, 20);
        Assert.InRange(minute.Sum(s => s.Tokens), 0, 5000);
        Assert.True(Dollars(spent.Where(s => s.At > Now.AddHours(-1)).Sum(s => s.Usd), running) <= 3);
        Assert.True(Dollars(spent.Where(s => s.At > Now.AddDays(-1)).Sum(s => s.Usd), running) <= 20);
        foreach (var run in running.Select(t => t.Run).Distinct())
            Assert.True(Dollars(spent.Where(s => s.Run == run).Sum(s => s.Usd), running.Where(t => t.Run == run)) <= 2);
    }

    private static decimal Dollars(decimal settled, IEnumerable<Ticket> open) => settled + open.Sum(t => t.Worst.Cost!.Value.Amount);

    private void Ask(Ticket ticket)
    {
        var reply = limits.Reserve(ticket, Now);
        if (reply.Granted)
        {
            waiting.Remove(ticket);
            running.Add(ticket);
            starts.Add((Now, ticket.Worst.Tokens!.Value, ticket));
        }
        else if (reply.Refusal is not null)
        {
            waiting.Remove(ticket);
        }
        else
        {
            if (!waiting.Contains(ticket)) waiting.Add(ticket);
            if (reply.TryAt is { } at) timers.Enqueue(ticket, at);
        }
    }

    private void End(Ticket ticket)
    {
        running.Remove(ticket);
        var cost = ticket.Worst.Cost!.Value.Amount * random.Next(101) / 100;
        var tokens = ticket.Worst.Tokens!.Value * random.Next(101) / 100;
        spent.Add((Now, cost, ticket.Run));
        var at = starts.FindIndex(s => s.Ticket == ticket);
        starts[at] = starts[at] with { Tokens = tokens };
        limits.Settle(ticket, new Usd(cost), new TokenUsage(tokens, 0), Now);
        Finished++;
    }
}
