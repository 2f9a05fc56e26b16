namespace Forerun.Replay.Validating;

/// <summary>What a check of the suite has found.</summary>
/// <param name="Name">Its name, as in appendix D of arXiv 2606.07846.</param>
/// <param name="Deviation">How far what was done lies from what the theory says; what it is measured in is in docs/validate.md.</param>
/// <param name="Tolerance">How far it may lie.</param>
public sealed record Check(string Name, double Deviation, double Tolerance)
{
    /// <summary>Whether the deviation is within the tolerance. A deviation that is no number is not.</summary>
    public bool Passed => Deviation <= Tolerance;
}
