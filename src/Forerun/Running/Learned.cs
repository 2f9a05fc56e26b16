using Forerun.Aiming;
using Forerun.Calibrating;
using Forerun.Deciding;
using Forerun.Guessing;
using Forerun.Guessing.Ranking;
using Forerun.Learning;
using Forerun.Learning.Depth;

namespace Forerun.Running;

/// <summary>
/// What runs have learned and hand on to the next: beliefs, forecasts, depth values, acceptance and winnings, which are rates, and what one
/// tenant's calls have returned, which are values. Rates may be shared between tenants, values never.
/// </summary>
public sealed record Learned
{
    /// <summary>How sure the guesses of each edge are.</summary>
    public Beliefs Beliefs { get; init; } = new();

    /// <summary>How long calls take and how many tokens.</summary>
    public Forecasts Forecasts { get; init; } = new();

    /// <summary>How many steps ahead a drafter is expected to be right.</summary>
    public DepthValues Depths { get; init; } = new();

    /// <summary>What became of guesses, by what could be seen of them.</summary>
    public Acceptance Acceptance { get; init; } = Ranked.NewAcceptance();

    /// <summary>How far each edge is trusted.</summary>
    public Calibration Calibration { get; init; } = new();

    /// <summary>What bets have won and lost, by workflow.</summary>
    public Winnings Winnings { get; init; } = new();

    /// <summary>Where the dials of workflows with a target are.</summary>
    public Aims Aims { get; init; } = new();

    /// <summary>What the calls of one tenant have returned. One a tenant.</summary>
    public Memory Memory { get; init; } = new();

    /// <summary>
    /// Who offers guesses. One that is given here is asked by every policy; it may hold values, so there is one a tenant. Default: an engine
    /// asks those of <see cref="Memory"/> that the run's policy hears (<see cref="HeardBy"/>); else as <see cref="Hearing.First"/> hears.
    /// </summary>
    public IPredictor Predictor
    {
        get => Given ?? Memory.First;
        init => Given = value;
    }

    private IPredictor? Given { get; init; }

    /// <summary>What has learned the same and learns on by itself. A predictor that was given is not copied: it is left out.</summary>
    public Learned Copy() => new()
    {
        Beliefs = Beliefs.Copy(), Forecasts = Forecasts.Copy(), Depths = Depths.Copy(), Acceptance = Acceptance.Copy(), Winnings = Winnings.Copy(),
        Calibration = Calibration.Copy(), Aims = Aims.Copy(), Memory = Memory.Copy(),
    };

    /// <summary>What a run starts from, with the predictors that its policy hears as its predictor; an engine does this for each run.</summary>
    /// <param name="hearing">Which guesses the policy hears.</param>
    /// <param name="own">A predictor of the run's own, asked first. Default: none.</param>
    public Learned HeardBy(Hearing hearing, IPredictor? own = null)
    {
        if (own is null && (Given is not null || hearing == Hearing.First)) return this;
        IPredictor[] first = own is null ? [] : [own];
        return this with { Given = Given is null ? Memory.HeardBy(hearing, Acceptance, first) : new Predictors([.. first, Given]) };
    }

    /// <summary>The same rates, and none of the values: what another tenant may start from.</summary>
    internal Learned WithoutValues() => this with { Memory = new Memory(), Given = null };
}
