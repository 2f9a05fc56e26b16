namespace Forerun.Cli.Demo.Mail;

/// <summary>What has left, in that order. It takes a letter in at once; in the demo nobody carries it on.</summary>
internal sealed class Outbox
{
    private readonly Lock gate = new();
    private readonly List<(string Mail, Letter Letter)> sent = [];
    private readonly HashSet<string> keys = [];

    /// <summary>Takes a letter, and drops a repeat of one.</summary>
    public void Send(string mail, Letter letter, string idempotencyKey)
    {
        lock (gate)
            if (keys.Add(idempotencyKey)) sent.Add((mail, letter));
    }

    /// <summary>The letters that answer a letter.</summary>
    public IReadOnlyList<Letter> Of(string mail)
    {
        lock (gate) return [.. sent.Where(s => s.Mail == mail).Select(s => s.Letter)];
    }
}
