using Forerun.Learning.Depth;

namespace Forerun.Running.Live;

/// <content>How an engine learns beside its runs: new weights reach those under way as an event.</content>
public sealed partial class Engine
{
    private Training? training;

    private void Renew(DepthValues depths, string workflow, DepthWeights weights)
    {
        lock (turning)
            foreach (var run in underWay.Keys) run.Renew(depths, workflow, weights);
    }
}
