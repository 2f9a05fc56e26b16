using Forerun.Learning.Depth;
using Forerun.Tests.Guessing;

namespace Forerun.Tests.Learning.Depth;

/// <summary>Chains of steps on a task.</summary>
internal static class Chains
{
    /// <summary>A chain that closed after so many steps; the steps of a task are always the same.</summary>
    public static DepthChain Of(string task, int length)
    {
        List<DepthState> states = [];
        var steps = new Steps(task);
        for (var i = 0; i < length; i++)
        {
            states.Add(DepthState.Of(steps.Real, steps.Next));
            steps.Then($"{task}, step {i}");
        }

        return new DepthChain(states);
    }
}
