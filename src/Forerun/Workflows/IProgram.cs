namespace Forerun.Workflows;

/// <summary>
/// What happens next. A pure function of a world: the same world, the same calls. A DAG, an agent loop and a conversation are three
/// programs; which of them it is, the heart never asks.
/// </summary>
public interface IProgram
{
    /// <summary>The workflow's name: beliefs and ledger rows are kept by it.</summary>
    string Name { get; }

    /// <summary>
    /// What the run is about, as text that is known when it begins: predictors may tell runs apart by it. Default: empty, nothing is known.
    /// </summary>
    string Topic => "";

    /// <summary>Adds the calls that are due in <paramref name="world"/> and that it has not asked for yet.</summary>
    void Next(World world, ICollection<Call> due);

    /// <summary>The run's answer, or null while <paramref name="world"/> does not have it.</summary>
    Value? Answer(World world);

    /// <summary>
    /// The calls that the program's shape alone says will come, upstream before downstream: all nodes of a DAG, nothing for a loop.
    /// </summary>
    IReadOnlyList<PlannedCall> Plan => [];

    /// <summary>
    /// What is read of a slot by the calls that come after it, where <see cref="Plan"/> does not say; guesses are offered for that. Default:
    /// the whole. A program whose calls each read a part of it, which is known before the rest, says which.
    /// </summary>
    IReadOnlyList<Reading> ReadingsOf(World real, string slot) => [new Reading(slot)];
}

/// <summary>A call that will come: its slot, its operation, and what it waits for.</summary>
public sealed record PlannedCall(string Slot, Operation Operation, IReadOnlyList<Dependency> After);
