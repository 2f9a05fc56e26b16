namespace Forerun.AI.Metering;

/// <summary>Adds calls up under every name they carry.</summary>
internal sealed class Tally
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, UsageTotal> runs = [], conversations = [], tenants = [], models = [];
    private UsageTotal all = UsageTotal.None;

    public void Add(MeteredCall call)
    {
        lock (gate)
        {
            all = all.With(call);
            Add(runs, call.Tags.Run, call);
            Add(conversations, call.Tags.Conversation, call);
            Add(tenants, call.Tags.Tenant, call);
            Add(models, call.Model, call);
        }
    }

    public UsageTotals Read()
    {
        lock (gate) return new(all, Copy(runs), Copy(conversations), Copy(tenants), Copy(models));
    }

    public void Forget(UsageTags tags)
    {
        lock (gate)
        {
            if (tags.Run is { } run) runs.Remove(run);
            if (tags.Conversation is { } conversation) conversations.Remove(conversation);
            if (tags.Tenant is { } tenant) tenants.Remove(tenant);
        }
    }

    private static void Add(Dictionary<string, UsageTotal> totals, string? name, MeteredCall call)
    {
        if (name is not null) totals[name] = totals.GetValueOrDefault(name, UsageTotal.None).With(call);
    }

    private static Dictionary<string, UsageTotal> Copy(Dictionary<string, UsageTotal> totals) => new(totals);
}
