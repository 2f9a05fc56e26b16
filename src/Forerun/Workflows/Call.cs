using Forerun.Effects;

namespace Forerun.Workflows;

/// <summary>One call that a program asks for in a world: where its output goes, what it runs, on which input.</summary>
public sealed class Call
{
    /// <summary>A call.</summary>
    /// <param name="slot">Where its output goes; unique in a run.</param>
    /// <param name="operation">What it runs.</param>
    /// <param name="input">Digest of the canonical input; a history by hash chain.</param>
    /// <param name="reads">The dependencies that its input was made from.</param>
    /// <param name="occurrence">How often this world asked for the same before.</param>
    /// <param name="argument">The input itself, for whoever performs the call.</param>
    /// <exception cref="ArgumentException">The operation contradicts itself.</exception>
    public Call(string slot, Operation operation, Digest input, IReadOnlyList<Dependency> reads, int occurrence = 0, object? argument = null)
    {
        operation.Check(nameof(operation));
        Slot = slot;
        Operation = operation;
        Reads = reads;
        Argument = argument;
        Key = new Key(operation.KeyName, input, operation is { Deterministic: true, Effect: Effect.None } ? 0 : occurrence);
    }

    /// <summary>Where its output goes.</summary>
    public string Slot { get; }

    /// <summary>What it runs.</summary>
    public Operation Operation { get; }

    /// <summary>The dependencies that its input was made from.</summary>
    public IReadOnlyList<Dependency> Reads { get; }

    /// <summary>The input itself, for whoever performs the call.</summary>
    public object? Argument { get; }

    /// <summary>What makes it the same call as another.</summary>
    public Key Key { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Slot} = {Key}";
}
