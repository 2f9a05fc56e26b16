using Forerun.Effects;
using Forerun.Recording;
using Forerun.Traces;

namespace Forerun.AI.Recording;

/// <summary>A run that may go on: its steps so far, and the tools that its replies wait for.</summary>
internal sealed class OpenRun(string id, string workload)
{
    private readonly List<Draft> drafts = [];

    /// <summary>By what it is known: a scope, a conversation; null: by its messages alone.</summary>
    public object? Name { get; set; }

    /// <summary>When it began, if its scope says so; null: with its first request.</summary>
    public TimeSpan? Began { get; init; }

    public string? Task { get; init; }
    public string? Tenant { get; init; }
    public string? Conversation { get; set; }

    /// <summary>When something of it last happened.</summary>
    public TimeSpan Touched { get; set; }

    public bool IsUnderWay => drafts.Exists(d => d.Ended is null);

    /// <summary>Tools called and not answered, by the id of the call.</summary>
    public Dictionary<string, Called> Waiting { get; } = [];

    /// <summary>The conversations that end with a step of it.</summary>
    public List<Digest> Chains { get; } = [];

    public string NextId => (drafts.Count + 1).ToString();

    public void Add(Draft draft) => drafts.Add(draft);

    /// <summary>The steps that had ended by a time and that none of them stands behind.</summary>
    public IReadOnlyList<Draft> Last(TimeSpan by)
    {
        var ended = drafts.FindAll(d => d.Ended <= by);
        var passed = ended.SelectMany(d => d.After).ToHashSet();
        return ended.FindAll(d => !passed.Contains(d));
    }

    /// <summary>The run as a line of a trace: what is still under way has no output and is left out.</summary>
    public TraceRun Written(Veil veil) => new()
    {
        Run = id,
        Workload = workload,
        Task = Task,
        Tenant = Tenant,
        Conversation = Conversation,
        Tokens = "measured",
        Steps = [.. drafts.Where(d => d.Ended is not null).Select(d => d.Step with { After = [.. d.After.Select(a => new TraceDependency(a.Step.Id))] })],
        Extra = Marks.Of(veil),
    };
}
