namespace Forerun.Calibrating;

/// <summary>All that is known of how far an edge is trusted, to be kept.</summary>
/// <param name="Edge">Which edge.</param>
/// <param name="Stage">Its stage.</param>
/// <param name="Share">The share of runs that bet, in canary.</param>
public sealed record StageState(StageKey Edge, Stage Stage = Stage.Offline, decimal Share = 0)
{
    /// <summary>How often it was moved. Of two that were kept, the one that was moved more often is the newer.</summary>
    public int Moves { get; init; }

    /// <summary>Decisions in this stage whose truth is known.</summary>
    public EdgeRecord Seen { get; init; }

    /// <summary>
    /// The record to which is compared: that of the stages before, or of the first 50 decisions of an edge that entered at once. Of one that is
    /// offline and compared with nothing yet, what recorded runs have shown.
    /// </summary>
    public EdgeRecord Before { get; init; }

    /// <summary>The rate of hits that the drift test compares with, from <see cref="Before"/>; null: it does not watch yet.</summary>
    public double? Reference { get; init; }

    /// <summary>The sum of the drift test.</summary>
    public double Drift { get; init; }

    /// <summary>The Brier score of the newest decisions, some 200 of them, exponentially weighted.</summary>
    public double NewestBrier { get; init; }

    /// <summary>Bets that have ended in this stage.</summary>
    public int Bets { get; init; }

    /// <summary>What bets have won in this stage, USD: seconds at the value of time.</summary>
    public decimal Won { get; init; }

    /// <summary>What they have lost in this stage, USD.</summary>
    public decimal Lost { get; init; }

    /// <summary>How far the edge is down since it was at its best in this stage, USD.</summary>
    public decimal Down { get; init; }

    /// <summary>Versions of models, prompts and prices that it was seen with; at most 16, newest last.</summary>
    public IReadOnlyList<string> Versions { get; init; } = [];

    /// <summary>Whether its downstream never runs on a guess, whatever is guessed: then it goes on to no stage. Default: false.</summary>
    public bool IsInadmissible { get; init; }

    /// <summary>Where it stands.</summary>
    public Stand Stand => new(Stage, Stage switch { Stage.Online => 1, Stage.Canary => Share, _ => 0 });

    /// <summary>Whether this is the newer of two states of an edge: moved more often, or else of more decisions.</summary>
    public bool IsNewerThan(StageState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Moves > other.Moves || (Moves == other.Moves && All > other.All);
    }

    private int All => Before.Decisions + Seen.Decisions;

    /// <summary>Equal if all it says is equal, versions in their order.</summary>
    public bool Equals(StageState? other) => other is not null
        && (Edge, Stage, Share, Moves, Seen, Before, Reference) == (other.Edge, other.Stage, other.Share, other.Moves, other.Seen, other.Before, other.Reference)
        && (Drift, NewestBrier, Bets, Won, Lost, Down, IsInadmissible) == (other.Drift, other.NewestBrier, other.Bets, other.Won, other.Lost, other.Down, other.IsInadmissible)
        && Versions.SequenceEqual(other.Versions);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Edge, Stage, Moves, Seen, Bets);
}

/// <summary>An edge was moved from one stage to another, with the numbers that did it.</summary>
/// <param name="Before">As it stood before, with all it had shown.</param>
/// <param name="To">Where it stands now.</param>
/// <param name="Why">Why.</param>
public sealed record Move(StageState Before, Stand To, MoveReason Why);
