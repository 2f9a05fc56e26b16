using System.Linq.Expressions;
using Forerun.Effects;
using Forerun.Workflows;

namespace Forerun.Defining;

/// <summary>What a workflow declares. It takes in whatever it is told and says at the end, all at once, what is wrong with it.</summary>
internal sealed class Definition(string name, Json json)
{
    /// <summary>The slot of the workflow's input.</summary>
    public const string Input = "input";

    private readonly List<Declaration> steps = [];
    private readonly List<string> errors = [];

    public string Name { get; } = name;

    public Json Json { get; } = json;

    public IReadOnlyDictionary<string, Declaration> Steps { get; private set; } = new Dictionary<string, Declaration>();

    public IReadOnlyDictionary<string, OwnGuess> Guesses { get; private set; } = new Dictionary<string, OwnGuess>();

    public Step<TOut> Add<TOut>(string name, IReadOnlyList<Source> inputs, Effect effect, Func<Arguments, StepContext, Task<TOut>> run)
    {
        var step = new Declaration(name, inputs, async (values, context) =>
        {
            var output = await run(new Arguments(values, Json, name), context).ConfigureAwait(false);
            return Json.Write(output, $"The output of step '{name}'");
        });
        if (effect != Effect.Undeclared) step.Declare(effect);
        steps.Add(step);
        return new Step<TOut>(this, step);
    }

    /// <summary>Whether a step goes by a comparison that takes its time.</summary>
    public bool Compares => steps.Exists(s => s.Inputs.Any(i => i.Equivalence?.Prepare is not null));

    /// <summary>Notes what is wrong, to be told with all else.</summary>
    public void Refuse(string error) => errors.Add(error);

    public string PathOf(Reading from, LambdaExpression part)
    {
        try
        {
            return from.Path + JsonPath.Of(part, Json.Options);
        }
        catch (NotSupportedException e)
        {
            errors.Add($"Select({part}) of '{from.Slot}' can't be a JSON path: {e.Message}; read a member or a constant index, or select in the step.");
            return from.Path;
        }
    }

    /// <summary>The nodes, in the order of declaration, which is one that dependencies allow.</summary>
    public IReadOnlyList<Node> Build(Source answer)
    {
        Check(answer);
        if (errors.Count > 0) throw new WorkflowDefinitionException(Name, errors);
        Steps = steps.ToDictionary(s => s.Name);
        Guesses = steps.Where(s => s.Own is not null).ToDictionary(s => s.Name, s => s.Own!);
        return [.. steps.Select(s => new Node(s.Name, s.Operation, [.. s.Inputs.Select(DependencyOn)]))];
    }

    private void Check(Source answer)
    {
        foreach (var step in steps.Where(s => s.Name == Input)) errors.Add($"'{step.Name}' is the workflow's input; give the step another name.");
        if (steps.Exists(s => string.IsNullOrWhiteSpace(s.Name))) errors.Add("A step has no name; give it one.");
        foreach (var same in steps.GroupBy(s => s.Name).Where(g => g.Count() > 1))
            errors.Add($"'{same.Key}' is the name of {same.Count()} steps; give each its own.");
        foreach (var step in steps)
        {
            errors.AddRange(step.Errors);
            if (step.Inputs.Concat(step.Looks).Any(i => i.Definition != this))
                errors.Add($"'{step.Name}' reads a value of another workflow; read it from this one's input or steps.");
        }

        errors.AddRange(Lossy.Errors([.. steps.Select(s => new PlannedCall(s.Name, s.Operation, [.. s.Inputs.Select(DependencyOn)]))]));
        if (answer.Equivalence is not null) errors.Add("The answer is read with EquivalentBy or ConfirmedBy, which are for what a step reads; return the step itself.");
        if (answer.Definition != this) errors.Add("The answer is a value of another workflow; return a step of this one.");
        else if (answer.Reading.Slot == Input) errors.Add("The answer is the workflow's own input; return a step.");
    }

    private Dependency DependencyOn(Source source) => KindOf(source) with { Equivalence = source.Equivalence };

    private Dependency KindOf(Source source) => steps.Find(s => s.Name == source.Reading.Slot) switch
    {
        { Predictability: { } known } => new Dependency(source.Reading, known.Type, known.Ways),
        { Operation.IsVerifier: true } => new Dependency(source.Reading, "verified"),
        _ => new Dependency(source.Reading),
    };
}
