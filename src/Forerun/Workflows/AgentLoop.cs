namespace Forerun.Workflows;

/// <summary>
/// Decide, act, observe, again: a chain whose length is not known before. What comes after a step is a function of that step and its
/// output; a step's input is the whole history, as a hash chain.
/// </summary>
/// <param name="name">The workflow's name.</param>
/// <param name="first">The first operation.</param>
/// <param name="next">What comes after a call and its output; null: the loop is at its end and the output is its answer.</param>
/// <param name="dependency">The type of each step's dependency on the one before. Default: <c>drafted_step</c>.</param>
public sealed class AgentLoop(string name, Operation first, Func<Call, Value, Operation?> next, string dependency = "drafted_step") : IProgram
{
    private readonly Operation first = Checked(first, nameof(first));

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public void Next(World world, ICollection<Call> due)
    {
        if (world.Last is not { } last)
            due.Add(new Call("1", first, default, [], 0, Array.Empty<Value>()));
        else if (world.Read(last.Slot) is { } output && next(last, output) is { } operation)
            due.Add(After(last, output, operation));
    }

    /// <inheritdoc/>
    public Value? Answer(World world) =>
        world.Last is { } last && world.Read(last.Slot) is { } output && next(last, output) is null ? output : null;

    private static Operation Checked(Operation operation, string parameter)
    {
        operation.Check(parameter);
        return operation;
    }

    private Call After(Call last, Value output, Operation operation)
    {
        var slot = (int.Parse(last.Slot) + 1).ToString();
        var history = last.Argument is Value[] before ? [.. before, output] : new[] { output };
        return new Call(slot, operation, last.Key.Input.Then(output.Digest), [new Dependency(new Reading(last.Slot), dependency)], 0, history);
    }
}
