namespace Forerun.Policies;

/// <summary>No bets: the baseline that every other policy is measured against.</summary>
public sealed class SequentialPolicy : IPolicy
{
    /// <inheritdoc/>
    public string Name => "sequential";

    /// <inheritdoc/>
    public void Choose(ISituation situation, Choice choice)
    {
    }
}
