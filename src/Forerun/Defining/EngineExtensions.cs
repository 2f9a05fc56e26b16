using Forerun.Defining.Reporting;
using Forerun.Ledgers;
using Forerun.Running.Live;

namespace Forerun.Defining;

/// <summary>Runs workflows on an engine.</summary>
public static class EngineExtensions
{
    /// <summary>Runs a workflow and waits for its answer, never for what has lost.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="workflow">The workflow.</param>
    /// <param name="input">Its input.</param>
    /// <param name="cancellationToken">Gives the run up.</param>
    /// <exception cref="RunException">The run failed, or its budget is used up; what the step threw is the inner exception.</exception>
    /// <exception cref="StepException">The input can't be written as JSON, or the answer can't be read from it.</exception>
    /// <exception cref="OperationCanceledException">The run was given up.</exception>
    /// <exception cref="EngineClosedException">The engine takes no new runs.</exception>
    public static Task<WorkflowRun<TOut>> RunAsync<TIn, TOut>(
        this Engine engine, Workflow<TIn, TOut> workflow, TIn input, CancellationToken cancellationToken = default) =>
        RunAsync(engine, workflow, input, null, cancellationToken);

    /// <param name="engine">The engine.</param>
    /// <param name="workflow">The workflow.</param>
    /// <param name="input">Its input.</param>
    /// <param name="tags">Whose run; null: a new id and nobody's.</param>
    /// <param name="cancellationToken">Gives the run up.</param>
    /// <inheritdoc cref="RunAsync{TIn, TOut}(Engine, Workflow{TIn, TOut}, TIn, CancellationToken)"/>
    public static async Task<WorkflowRun<TOut>> RunAsync<TIn, TOut>(
        this Engine engine, Workflow<TIn, TOut> workflow, TIn input, Tags? tags, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var run = engine.Start(workflow, input, tags, cancellationToken);
        await run.Answer.ConfigureAwait(false);
        return run;
    }

    /// <summary>Starts a run of a workflow; it goes on whether or not anybody waits for it.</summary>
    /// <inheritdoc cref="RunAsync{TIn, TOut}(Engine, Workflow{TIn, TOut}, TIn, Tags, CancellationToken)"/>
    public static WorkflowRun<TOut> Start<TIn, TOut>(
        this Engine engine, Workflow<TIn, TOut> workflow, TIn input, Tags? tags = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(workflow);
        var began = engine.Time.GetTimestamp();
        var value = workflow.Write(input);
        var witness = new MemoryLedger();
        var guesses = workflow.Definition.Guesses;
        var fittings = new Fittings(
            id => new StepPerformer(workflow.Definition, id, engine.Time, engine.NewScope), witness,
            guesses.Count == 0 ? null : new OwnGuesses(guesses, value), began);
        var live = engine.Start(workflow.ProgramOf(value), fittings, tags, cancellationToken);
        return new WorkflowRun<TOut>(live, workflow.Read, new Reporter(witness, workflow.Plan, live), cancellationToken);
    }
}
