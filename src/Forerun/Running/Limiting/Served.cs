namespace Forerun.Running.Limiting;

/// <summary>What serving the line has led to. Those named are told when no lock is held.</summary>
internal sealed class Served
{
    /// <summary>Who is to ask again.</summary>
    public List<Ticket> Told { get; } = [];

    /// <summary>The bets that are to be stopped.</summary>
    public List<Ticket> Evicted { get; } = [];

    /// <summary>The limits for which a real call still waits.</summary>
    public HashSet<Limit> Blocked { get; } = [];
}
