namespace Forerun.Testing;

/// <summary>What a <see cref="FaultPlan"/> is asked about.</summary>
/// <param name="Request">The request; it is well-formed, and its model and key are right.</param>
/// <param name="Index">How many such requests came before it. With many clients at once this is a matter of chance.</param>
/// <param name="Occurrence">How many with the same <see cref="ModelRequest.Identity"/> came before it: 0 is the first try.</param>
public readonly record struct FaultQuestion(ModelRequest Request, int Index, int Occurrence);
