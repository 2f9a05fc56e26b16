namespace Forerun.Aiming;

/// <summary>How the next run goes.</summary>
/// <param name="Dial">Its dial.</param>
/// <param name="IsHeld">Whether it bets on nothing, since too much is spent.</param>
public readonly record struct Heading(decimal Dial, bool IsHeld);
