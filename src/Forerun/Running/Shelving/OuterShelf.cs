using Forerun.Ledgers;
using Forerun.Workflows;

namespace Forerun.Running.Shelving;

/// <summary>
/// The shelves of conversations and of tenants: results that a run has paid for and not used, for the runs that come after it. Two
/// tenants never see each other's values. A run takes what it may use when it starts and brings back what it has not used, so no two
/// runs have the same sample at once.
/// </summary>
public sealed class OuterShelf
{
    private readonly Lock gate = new();
    private readonly ShelfOptions options;
    private readonly Dictionary<(string? Tenant, string Conversation), Scope> conversations = [];
    private readonly Dictionary<string, Scope> tenants = [];

    /// <summary>A shelf with nothing on it.</summary>
    /// <exception cref="ArgumentException">The options contradict themselves; all errors at once.</exception>
    public OuterShelf(ShelfOptions? options = null)
    {
        this.options = options ?? new ShelfOptions();
        if (this.options.Errors is { Count: > 0 } errors) throw new ArgumentException(string.Join(" ", errors), nameof(options));
    }

    /// <summary>How many results it keeps. Those that a run under way has taken are not among them.</summary>
    public int Count
    {
        get { lock (gate) return Scopes.Sum(s => s.Count); }
    }

    private IEnumerable<Scope> Scopes => conversations.Values.Concat(tenants.Values);

    /// <summary>A run starts. It is given what it may use. Null: it has neither conversation nor tenant and shares nothing.</summary>
    /// <param name="tags">Whose run it is.</param>
    /// <param name="workflow">The name of its program: results of one workflow are no other's.</param>
    /// <param name="now">The wall clock.</param>
    public Membership? Join(Tags tags, string workflow, DateTimeOffset now)
    {
        if (tags is { Conversation: null, Tenant: null }) return null;
        lock (gate)
        {
            var conversation = tags.Conversation is { } c ? Of(conversations, (tags.Tenant, c), Reach.Conversation) : null;
            var tenant = tags.Tenant is { } t ? Of(tenants, t, Reach.Tenant) : null;
            var given = new List<Shelved>();
            var member = new Membership(this, workflow, conversation, tenant, given);
            foreach (var scope in ScopesOf(member))
            {
                scope.Take(workflow, now, given);
                scope.Members.Add(member);
                scope.UsedAt = now;
            }

            return member;
        }
    }

    /// <summary>Drops what is too old, and the results of conversations and tenants without a run for so long as the options say.</summary>
    /// <param name="now">The wall clock.</param>
    public void Sweep(DateTimeOffset now)
    {
        lock (gate)
        {
            foreach (var (id, scope) in conversations)
                if (IsIdle(scope, now)) conversations.Remove(id);
            foreach (var (id, scope) in tenants)
                if (IsIdle(scope, now)) tenants.Remove(id);
        }
    }

    /// <summary>An effect of a run begins or ends: reads of its conversation, and of its tenant, are stale from now on.</summary>
    internal void Touch(Membership by)
    {
        lock (gate)
        {
            foreach (var scope in ScopesOf(by)) scope.DropReads();
            foreach (var other in by.Conversation?.Members ?? [])
                if (other != by) other.Tell(Reach.Conversation);
            foreach (var other in by.Tenant?.Members ?? [])
                if (other != by && (by.Conversation is null || other.Conversation != by.Conversation)) other.Tell(Reach.Tenant);
        }
    }

    internal void Leave(Membership member, IReadOnlyList<Shelved> left, int seen, DateTimeOffset now)
    {
        lock (gate)
        {
            foreach (var scope in ScopesOf(member))
            {
                scope.Members.Remove(member);
                scope.UsedAt = now;
                foreach (var item in left)
                    if (!item.IsTooOldAt(now) && !(item.GoesStale && seen != member.Told)) scope.Put(member.Workflow, item);
                while (scope.Count > options.PerScope) scope.DropOldest();
            }

            for (var over = Scopes.Sum(s => s.Count) - options.Total; over > 0; over--) Scopes.MinBy(s => s.Oldest)!.DropOldest();
        }
    }

    internal void Locked(Action action)
    {
        lock (gate) action();
    }

    private static Scope Of<T>(Dictionary<T, Scope> scopes, T id, Reach reach)
        where T : notnull
    {
        if (!scopes.TryGetValue(id, out var scope)) scopes[id] = scope = new Scope(reach);
        return scope;
    }

    private static IEnumerable<Scope> ScopesOf(Membership member)
    {
        if (member.Conversation is { } conversation) yield return conversation;
        if (member.Tenant is { } tenant) yield return tenant;
    }

    private bool IsIdle(Scope scope, DateTimeOffset now) => scope.Members.Count == 0 && now - scope.UsedAt >= options.IdleFor;
}
