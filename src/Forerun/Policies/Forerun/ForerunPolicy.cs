using Forerun.Deciding;
using Forerun.Guessing;
using Forerun.Policies.Judging;
using Forerun.Workflows;

namespace Forerun.Policies.Forerun;

/// <summary>
/// <c>forerun</c>: depth, breadth and prefetch as one greedy choice (ours). From the real world outward every offered guess gives a
/// world, and the calls due there are candidates. The one with the most expected dollars for each dollar at risk is judged first; what is
/// held opens the worlds behind it. The window slides: as soon as something is known, all of it is chosen again.
/// </summary>
/// <remarks>The rule is that of <see cref="Terms"/>, with L and C until the next of the guesses is resolved (<see cref="Stake"/>).</remarks>
public sealed class ForerunPolicy : IPolicy
{
    private readonly Drafts drafts = new();
    private readonly Judge judge;
    private readonly Beam beam;

    /// <summary>One for one run.</summary>
    public ForerunPolicy()
    {
        var stake = new Stake(drafts);
        judge = new Judge(stake.Of);
        beam = new Beam(drafts, stake);
    }

    /// <inheritdoc/>
    public string Name => "forerun";

    /// <inheritdoc/>
    public Hearing Hears => Hearing.Ranked;

    /// <inheritdoc/>
    public void Choose(ISituation situation, Choice choice)
    {
        judge.Begin(situation, choice);
        drafts.Begin();
        beam.Begin(situation, judge);
        while (true)
        {
            var bet = beam.TryTake(out var order);
            if (drafts.TryChoose(situation, choice, judge, order))
            {
                if (bet is not null) beam.Return(bet);
            }
            else if (bet is null)
            {
                return;
            }
            else if (judge.Hear(situation, choice, bet) is { Decision.Verdict: not Verdict.Wait } judged) beam.Open(judged); // also behind what nobody may hold
        }
    }

    /// <inheritdoc/>
    public void Observe(Call call, Value value) => drafts.Observe(call, value);
}
