using Forerun.Learning.Depth;
using Forerun.Policies.FixedDepth;
using Forerun.Workflows;

namespace Forerun.Policies.Dsp;

/// <summary>
/// <c>dsp</c>: Dynamic Speculative Planning (Guan et al., arXiv 2509.01920). Episodes as in <see cref="FixedDepthPolicy"/>, each with the
/// depth k = max(1, round(V(s)) + beta), V being the expected number of steps until the drafter is wrong, that step included, learned as
/// chains close.
/// </summary>
/// <remarks>
/// As published: a chain closes at a true mismatch or at the end of the plan, and lasts over episodes whose budget ran out; the depth holds
/// for a whole episode; the drafter is paid even at depth 1, where it is only learned from; price and latency are not looked at. Ours: a
/// linear V on hashed features (<see cref="DepthValue"/>), so the second step waits for no predictor; the dial moves beta
/// (<see cref="DspOptions.OffsetAt"/>), also that of the episode under way.
/// </remarks>
/// <param name="options">The knobs.</param>
public sealed class DspPolicy(DspOptions options) : EpisodePolicy
{
    private readonly List<DepthState> chain = [];
    private Call? last;
    private int value;

    /// <inheritdoc/>
    public override string Name => options.ToString();

    /// <inheritdoc/>
    public override void Ended(ISituation situation, Choice choice)
    {
        base.Ended(situation, choice);
        if (chain.Count > 0) Close(choice);
    }

    /// <inheritdoc/>
    protected override int DepthFor(ISituation situation)
    {
        // Rounded half to even, as the published code does.
        value = (int)Math.Round(situation.DepthWeights.ValueOf(DepthState.Of(situation.Real, situation.Pending[0])));
        return Turned(situation, value);
    }

    /// <inheritdoc/>
    protected override int Turned(ISituation situation, int depth) => Math.Max(1, value + options.OffsetAt(situation.Settings.Dial));

    /// <inheritdoc/>
    protected override void Compared(ISituation situation, Choice choice, Call step, bool? isRight)
    {
        if (last is not null && !step.Reads.Any(d => d.Reading.Slot == last.Slot)) chain.Clear(); // steps nobody looked at lie between
        last = step;
        chain.Add(DepthState.Of(situation.Real, step));
        if (isRight == false) Close(choice);
        else if (isRight is null) chain.Clear(); // a draft that was not there in time says nothing of how far it would have led
    }

    private void Close(Choice choice)
    {
        choice.Learn(new DepthLesson(new DepthChain([.. chain]), options.Tau));
        chain.Clear();
    }
}
