using Forerun.Effects;
using Forerun.Workflows;

namespace Forerun.Running.Shelving;

/// <summary>A run's place at the outer shelf, from its start until it is settled.</summary>
public sealed class Membership
{
    private readonly OuterShelf shelf;
    private List<Reach>? missed;
    private Action<Reach>? tell;

    internal Membership(OuterShelf shelf, string workflow, Scope? conversation, Scope? tenant, IReadOnlyList<Shelved> given)
    {
        this.shelf = shelf;
        Workflow = workflow;
        Conversation = conversation;
        Tenant = tenant;
        Given = given;
    }

    /// <summary>What the run may use. What serves only once is given to no other run while this one is under way.</summary>
    public IReadOnlyList<Shelved> Given { get; }

    internal string Workflow { get; }

    internal Scope? Conversation { get; }

    internal Scope? Tenant { get; }

    /// <summary>How often the run was told of an effect of another run.</summary>
    internal int Told { get; private set; }

    /// <summary>
    /// Says how the run is told that an effect of another run begins or ends; of what happened before it is told now. Called under the
    /// shelf's lock: it may note what it is told and must not act on it.
    /// </summary>
    public void Listen(Action<Reach> told) => shelf.Locked(() =>
    {
        tell = told;
        foreach (var reach in missed ?? []) told(reach);
        missed = null;
    });

    /// <summary>A call of the run begins or has ended. If it has an effect, the others learn of it before this returns.</summary>
    public void Touch(Operation operation)
    {
        if (operation.Effect is not (Effect.None or Effect.Staged)) shelf.Touch(this);
    }

    /// <summary>A staged effect of the run is about to leave, or has left.</summary>
    public void Leaving() => shelf.Touch(this);

    /// <summary>The run is settled.</summary>
    /// <param name="left">What it has not used.</param>
    /// <param name="seen">How many effects of other runs it has taken in.</param>
    /// <param name="now">The wall clock.</param>
    public void Leave(IReadOnlyList<Shelved> left, int seen, DateTimeOffset now) => shelf.Leave(this, left, seen, now);

    /// <summary>The run never began.</summary>
    internal void Return(DateTimeOffset now) => Leave(Given, 0, now);

    internal void Tell(Reach reach)
    {
        Told++;
        if (tell is null) (missed ??= []).Add(reach);
        else tell(reach);
    }
}
