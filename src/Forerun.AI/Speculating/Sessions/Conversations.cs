using Forerun.AI.Recording;
using Forerun.Effects;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Speculating.Sessions;

/// <summary>
/// The conversations that wait for their next turn. A request goes on from one whose id it brings, or whose messages it begins with. It may
/// be wrong about that without harm: what is sent is always what the caller gave.
/// </summary>
internal sealed class Conversations(TimeProvider time, TimeSpan idleFor)
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string? Tenant, string Id), Waiting> byId = [];
    private readonly Dictionary<(string? Tenant, Digest Said), Waiting> bySaid = [];
    private readonly HashSet<Waiting> waiting = [];
    private bool isClosed;

    public int Count
    {
        get { lock (gate) return waiting.Count; }
    }

    /// <summary>Takes the conversation that a request goes on from; null: there is none.</summary>
    public Conversation? TryTake(string? tenant, string? id, IReadOnlyList<ChatMessage> messages)
    {
        lock (gate)
            if (waiting.Count == 0) return null;
        var turns = id is null ? Turns.Of(messages) : null;
        lock (gate)
        {
            var found = id is not null ? byId.GetValueOrDefault((tenant, id))
                : turns!.LastFirst.Skip(1).Select(t => bySaid.GetValueOrDefault((tenant, t.Chain))).FirstOrDefault(w => w is not null);
            if (found is null) return null;
            Remove(found);
            return found.Conversation.IsOver ? null : found.Conversation;
        }
    }

    /// <summary>A conversation waits for its next turn, but not for ever.</summary>
    public void Keep(Conversation conversation, string? tenant, string? id, IEnumerable<ChatMessage> said)
    {
        var entry = new Waiting(conversation, tenant, id, id is null ? Turns.Of(said).Whole : default);
        lock (gate)
        {
            if (!isClosed)
            {
                if (Same(entry) is { } other) End(other);
                waiting.Add(entry);
                if (id is not null) byId[(tenant, id)] = entry;
                else bySaid[(tenant, entry.Said)] = entry;
                entry.Timer = time.CreateTimer(_ => Expire(entry), null, idleFor, Timeout.InfiniteTimeSpan);
                return;
            }
        }

        conversation.End();
    }

    /// <summary>Ends all that wait, and awaits what was begun for them.</summary>
    public Task DropAsync()
    {
        List<Waiting> dropped;
        lock (gate)
        {
            dropped = [.. waiting];
            foreach (var entry in dropped) End(entry);
        }

        return Task.WhenAll(dropped.Select(d => d.Conversation.Settled));
    }

    /// <summary>Ends all, and keeps none from now on.</summary>
    public void Close()
    {
        lock (gate)
        {
            isClosed = true;
            foreach (var entry in waiting.ToList()) End(entry);
        }
    }

    private Waiting? Same(Waiting entry) =>
        entry.Id is { } id ? byId.GetValueOrDefault((entry.Tenant, id)) : bySaid.GetValueOrDefault((entry.Tenant, entry.Said));

    private void Expire(Waiting entry)
    {
        lock (gate)
            if (waiting.Contains(entry)) End(entry);
    }

    private void End(Waiting entry)
    {
        Remove(entry);
        entry.Conversation.End();
    }

    private void Remove(Waiting entry)
    {
        waiting.Remove(entry);
        if (entry.Id is { } id) byId.Remove((entry.Tenant, id));
        else bySaid.Remove((entry.Tenant, entry.Said));
        entry.Timer?.Dispose();
    }

    private sealed class Waiting(Conversation conversation, string? tenant, string? id, Digest said)
    {
        public Conversation Conversation => conversation;

        public string? Tenant => tenant;

        public string? Id => id;

        public Digest Said => said;

        public ITimer? Timer { get; set; }
    }
}
