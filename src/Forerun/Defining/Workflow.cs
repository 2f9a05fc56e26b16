using System.Text.Json;
using Forerun.Workflows;

namespace Forerun.Defining;

/// <summary>Defines workflows.</summary>
public static class Workflow
{
    /// <summary>
    /// Defines a workflow: a DAG of steps. A step is called when all that it reads is known, and sooner where its input is likely and the
    /// bet pays. The workflow may be run any number of times, on any engine, at once.
    /// </summary>
    /// <param name="name">Its name: beliefs, forecasts and ledger rows are kept by it.</param>
    /// <param name="define">Declares the steps; what it returns is the answer of a run, which has one when every step is done.</param>
    /// <param name="json">How inputs and outputs are written as JSON. Default: <see cref="JsonSerializerOptions.Web"/>.</param>
    /// <exception cref="WorkflowDefinitionException">The definition contradicts itself; all errors at once.</exception>
    public static Workflow<TIn, TOut> Define<TIn, TOut>(
        string name, Func<WorkflowBuilder<TIn>, Source<TOut>> define, JsonSerializerOptions? json = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(define);
        var definition = new Definition(name, new Json(json ?? JsonSerializerOptions.Web));
        var answer = define(new WorkflowBuilder<TIn>(definition)) ?? throw new WorkflowDefinitionException(
            name, ["The definition returns null; return the step whose output answers a run."]);
        return new Workflow<TIn, TOut>(definition, answer, definition.Build(answer));
    }
}

/// <summary>A workflow: what a run of it takes and what it answers. Made by <see cref="Workflow.Define"/>; never changes.</summary>
public sealed class Workflow<TIn, TOut>
{
    private readonly Definition definition;
    private readonly Source<TOut> answer;
    private readonly IReadOnlyList<Node> nodes;

    internal Workflow(Definition definition, Source<TOut> answer, IReadOnlyList<Node> nodes)
    {
        this.definition = definition;
        this.answer = answer;
        this.nodes = nodes;
        Plan = ProgramOf(Value.Null).Plan;
    }

    /// <summary>Its name.</summary>
    public string Name => definition.Name;

    /// <summary>Its steps, upstream before downstream, with what each does to the world and what it waits for.</summary>
    public IReadOnlyList<PlannedCall> Plan { get; }

    internal Definition Definition => definition;

    /// <summary>The program of a run: the steps, and the input, which is known from the start.</summary>
    internal Graph ProgramOf(Value input) => new(Name, nodes, answer.Reading.Slot, new Dictionary<string, Value> { [Definition.Input] = input });

    internal Value Write(TIn input) => definition.Json.Write(input, $"The input of workflow '{Name}'");

    internal TOut Read(Value output) =>
        definition.Json.Read<TOut>(answer.Reading.Of(output), $"The answer of workflow '{Name}'");
}
