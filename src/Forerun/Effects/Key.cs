namespace Forerun.Effects;

/// <summary>
/// What makes two calls the same call: operation and version, canonical input, and how often this world asked for the same before.
/// Adoption is by key alone, so a wrong guess can cost money but never change an answer.
/// </summary>
/// <param name="Operation">Name and version.</param>
/// <param name="Input">Digest of the canonical input.</param>
/// <param name="Occurrence">0 for the first time. A poll, a retry or the second of five samples stays a call of its own.</param>
public readonly record struct Key(string Operation, Digest Input, int Occurrence)
{
    /// <summary>Calls of different operations on one input are few; the digest tells the others apart.</summary>
    public override int GetHashCode() => Input.GetHashCode() ^ Occurrence;

    /// <summary>For people.</summary>
    public override string ToString() => Occurrence == 0 ? $"{Operation}:{Input}" : $"{Operation}:{Input}#{Occurrence}";
}
