using System.Runtime.CompilerServices;
using Forerun.Effects;
using Forerun.Workflows;

namespace Forerun.Defining;

/// <summary>Declares the steps of a workflow, upstream before downstream.</summary>
/// <remarks>
/// A step's code takes its inputs and a <see cref="StepContext"/>, or a <see cref="CancellationToken"/> where that is all it needs. It runs
/// once for each attempt, on its own copies of the inputs; attempts that nobody wants any more are cancelled, so the token is to be passed on.
/// </remarks>
/// <typeparam name="TIn">What a run takes.</typeparam>
public sealed class WorkflowBuilder<TIn>
{
    private const int Preferred = 1;
    private readonly Definition definition;

    internal WorkflowBuilder(Definition definition)
    {
        this.definition = definition;
        Input = new Source<TIn>(definition, new Reading(Definition.Input));
    }

    /// <summary>What the run was started with: known from the beginning.</summary>
    public Source<TIn> Input { get; }

    /// <summary>Declares a step that reads one value.</summary>
    /// <param name="name">Unique in the workflow. Forecasts, beliefs and ledger rows are kept by it.</param>
    /// <param name="run">Its code.</param>
    /// <param name="a">What it reads.</param>
    /// <param name="effect">What it does to the world. Default: undeclared, which never runs on a guess.</param>
    [OverloadResolutionPriority(Preferred)]
    public Step<TOut> Call<T, TOut>(string name, Func<T, StepContext, Task<TOut>> run, Source<T> a, Effect effect = Effect.Undeclared) =>
        definition.Add<TOut>(name, [a], effect, (x, step) => run(x.Get<T>(0), step));

    /// <inheritdoc cref="Call{T, TOut}(string, Func{T, StepContext, Task{TOut}}, Source{T}, Effect)"/>
    public Step<TOut> Call<T, TOut>(string name, Func<T, CancellationToken, Task<TOut>> run, Source<T> a, Effect effect = Effect.Undeclared) =>
        definition.Add<TOut>(name, [a], effect, (x, step) => run(x.Get<T>(0), step.Cancellation));

    /// <summary>Declares a step that reads two values.</summary>
    /// <inheritdoc cref="Call{T, TOut}(string, Func{T, StepContext, Task{TOut}}, Source{T}, Effect)"/>
    [OverloadResolutionPriority(Preferred)]
    public Step<TOut> Call<T1, T2, TOut>(
        string name, Func<T1, T2, StepContext, Task<TOut>> run, Source<T1> a, Source<T2> b, Effect effect = Effect.Undeclared) =>
        definition.Add<TOut>(name, [a, b], effect, (x, step) => run(x.Get<T1>(0), x.Get<T2>(1), step));

    /// <inheritdoc cref="Call{T1, T2, TOut}(string, Func{T1, T2, StepContext, Task{TOut}}, Source{T1}, Source{T2}, Effect)"/>
    public Step<TOut> Call<T1, T2, TOut>(
        string name, Func<T1, T2, CancellationToken, Task<TOut>> run, Source<T1> a, Source<T2> b, Effect effect = Effect.Undeclared) =>
        definition.Add<TOut>(name, [a, b], effect, (x, step) => run(x.Get<T1>(0), x.Get<T2>(1), step.Cancellation));

    /// <summary>Declares a step that reads three values.</summary>
    /// <inheritdoc cref="Call{T, TOut}(string, Func{T, StepContext, Task{TOut}}, Source{T}, Effect)"/>
    [OverloadResolutionPriority(Preferred)]
    public Step<TOut> Call<T1, T2, T3, TOut>(
        string name, Func<T1, T2, T3, StepContext, Task<TOut>> run,
        Source<T1> a, Source<T2> b, Source<T3> c, Effect effect = Effect.Undeclared) =>
        definition.Add<TOut>(name, [a, b, c], effect, (x, step) => run(x.Get<T1>(0), x.Get<T2>(1), x.Get<T3>(2), step));

    /// <inheritdoc cref="Call{T1, T2, T3, TOut}(string, Func{T1, T2, T3, StepContext, Task{TOut}}, Source{T1}, Source{T2}, Source{T3}, Effect)"/>
    public Step<TOut> Call<T1, T2, T3, TOut>(
        string name, Func<T1, T2, T3, CancellationToken, Task<TOut>> run,
        Source<T1> a, Source<T2> b, Source<T3> c, Effect effect = Effect.Undeclared) =>
        definition.Add<TOut>(name, [a, b, c], effect, (x, step) => run(x.Get<T1>(0), x.Get<T2>(1), x.Get<T3>(2), step.Cancellation));

    /// <summary>Declares a step that reads four values.</summary>
    /// <inheritdoc cref="Call{T, TOut}(string, Func{T, StepContext, Task{TOut}}, Source{T}, Effect)"/>
    [OverloadResolutionPriority(Preferred)]
    public Step<TOut> Call<T1, T2, T3, T4, TOut>(
        string name, Func<T1, T2, T3, T4, StepContext, Task<TOut>> run,
        Source<T1> a, Source<T2> b, Source<T3> c, Source<T4> d, Effect effect = Effect.Undeclared) =>
        definition.Add<TOut>(name, [a, b, c, d], effect, (x, step) => run(x.Get<T1>(0), x.Get<T2>(1), x.Get<T3>(2), x.Get<T4>(3), step));

    /// <summary>Declares a step that reads four values.</summary>
    /// <inheritdoc cref="Call{T, TOut}(string, Func{T, StepContext, Task{TOut}}, Source{T}, Effect)"/>
    public Step<TOut> Call<T1, T2, T3, T4, TOut>(
        string name, Func<T1, T2, T3, T4, CancellationToken, Task<TOut>> run,
        Source<T1> a, Source<T2> b, Source<T3> c, Source<T4> d, Effect effect = Effect.Undeclared) =>
        definition.Add<TOut>(name, [a, b, c, d], effect, (x, step) => run(x.Get<T1>(0), x.Get<T2>(1), x.Get<T3>(2), x.Get<T4>(3), step.Cancellation));
}
