using Forerun.Learning.Depth;

namespace Forerun.Running.Live;

/// <summary>
/// Learns from closed chains beside the runs of an engine: one lesson after the other, on a task of its own that ends when there is nothing
/// to learn. No run waits for it; new weights go to whoever is told of them.
/// </summary>
/// <param name="renewed">Is told of the new weights of a workflow.</param>
internal sealed class Training(Action<DepthValues, string, DepthWeights> renewed)
{
    private readonly Lock gate = new();
    private readonly Queue<(DepthValues Depths, string Workflow, DepthLesson Lesson)> waiting = [];
    private bool isLearning;

    /// <summary>Over when nothing is left to learn.</summary>
    public Task Learning { get; private set; } = Task.CompletedTask;

    public void Take(DepthValues depths, string workflow, DepthLesson lesson)
    {
        lock (gate)
        {
            waiting.Enqueue((depths, workflow, lesson));
            if (isLearning) return;
            isLearning = true;
            Learning = Task.Run(Work);
        }
    }

    private void Work()
    {
        while (Next() is var (depths, workflow, lesson)) renewed(depths, workflow, depths.Learn(workflow, lesson));
    }

    private (DepthValues, string, DepthLesson)? Next()
    {
        lock (gate)
        {
            isLearning = waiting.TryDequeue(out var next);
            return isLearning ? next : null;
        }
    }
}
