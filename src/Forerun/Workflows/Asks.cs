namespace Forerun.Workflows;

/// <summary>
/// A program that is neither DAG nor loop: the user's own code, which asks by itself. Nothing is due in any world; the calls come to
/// the run from outside, and so does the answer.
/// </summary>
public sealed class Asks(string name) : IProgram
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public void Next(World world, ICollection<Call> due)
    {
    }

    /// <inheritdoc/>
    public Value? Answer(World world) => null;
}
