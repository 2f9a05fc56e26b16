using Forerun.Pricing;
using Forerun.Workflows;

namespace Forerun.Replay.Foresight;

/// <summary>A drafter's call that can be bought, with what the record says of it. Known by its key.</summary>
internal sealed record Purchase(Call Call, TimeSpan Takes, Usd Price)
{
    public bool Equals(Purchase? other) => other is not null && Call.Key == other.Call.Key;

    public override int GetHashCode() => Call.Key.GetHashCode();
}

/// <summary>A guess that somebody offers for a step's output and that is of use.</summary>
/// <param name="Reading">What it is a guess of.</param>
/// <param name="Value">What it says.</param>
/// <param name="By">Who offers it.</param>
/// <param name="Buy">The call that gives it; null: it is in hand.</param>
/// <param name="Prefetches">
/// Null: it is right. Else the position of a later step, a tool's, that it makes known though it is wrong: a tool does what its arguments
/// say, whenever it is called.
/// </param>
internal sealed record Hint(Reading Reading, Value Value, string By, Purchase? Buy, int? Prefetches)
{
    /// <summary>Whether it is in hand and right.</summary>
    public bool IsUsable => Buy is null && Prefetches is null;

    /// <summary>The guess.</summary>
    public Guess Guess => new(Reading, Value, By, 1);

    /// <summary>Whether it tells what a dependency reads.</summary>
    public bool Tells(Reading reading) => Prefetches is null && (Reading == reading || (Reading.Slot == reading.Slot && Reading.Path == "$"));
}
