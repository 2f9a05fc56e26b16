using Forerun.Effects;
using Forerun.Pricing;
using Forerun.Workflows;

namespace Forerun.Defining;

/// <summary>
/// A step of a workflow, which is also its output. What nobody declares counts as irreversible and never runs on a guess; a model call
/// (<see cref="Model"/>) has no effect unless one is declared.
/// </summary>
/// <typeparam name="T">Its output.</typeparam>
public sealed class Step<T> : Source<T>
{
    private readonly Declaration declaration;

    internal Step(Definition definition, Declaration declaration)
        : base(definition, new Reading(declaration.Name)) => this.declaration = declaration;

    /// <summary>A call of this model, priced by its tokens. The step reports them: <see cref="StepContext.Use"/>.</summary>
    /// <param name="model">Its name in the price book; a model that has no price there is never bet on.</param>
    public Step<T> Model(string model) => With(OperationKind.Model, o => o with { Model = model });

    /// <summary>It reads a world that may change, and changes nothing: it may run on a guess.</summary>
    /// <param name="freshFor">How long a read taken early stays true. Default: 30 s. Any effect of the run ends it sooner.</param>
    public Step<T> Reads(TimeSpan? freshFor = null) =>
        With(Effect.None).With(OperationKind.Tool, o => o with { FreshFor = freshFor ?? o.FreshFor });

    /// <summary>It computes from its inputs alone: it may run on a guess, and what it returns never goes stale.</summary>
    public Step<T> Computes() => With(Effect.None).With(OperationKind.Code, o => o);

    /// <summary>
    /// It checks what it reads first and returns that, corrected where it has to be: until it has, what it checks can be taken for what it
    /// will return. Say also what it is, for example <see cref="Model"/>.
    /// </summary>
    public Step<T> Verifies() => With(o => o with { IsVerifier = true });

    /// <summary>A person does it. Costs nothing and never begins on a guess; the steps after it may.</summary>
    public Step<T> ByPerson() => With(Effect.None).With(OperationKind.Human, o => o);

    /// <summary>
    /// Its effect leaves when it is certain: the step's code runs when the real world asks for it, in that order, once. Before, its input
    /// is held and nothing is done. See <see cref="Commits"/> for a step that can prepare something.
    /// </summary>
    public Step<T> Staged() => With(Effect.Staged);

    /// <summary>
    /// Its effect leaves when it is certain: the step's code only prepares, perhaps on a guess, and what it returns is the step's output;
    /// <paramref name="deliver"/> lets it leave when the real world asks for it, in that order, once.
    /// </summary>
    /// <param name="deliver">Takes what was prepared. <see cref="StepContext.IdempotencyKey"/> lets a receiver drop a repeat.</param>
    public Step<T> Commits(Func<T, StepContext, Task> deliver)
    {
        var json = Definition.Json;
        declaration.Deliver = (prepared, step) => deliver(json.Read<T>(prepared, $"What step '{step.Step}' has prepared"), step);
        return With(Effect.Staged);
    }

    /// <summary>Doing it twice equals doing it once.</summary>
    /// <param name="harmlessIfUnneeded">Doing it without need harms nobody either, so it may run on a guess. Default: false.</param>
    public Step<T> Idempotent(bool harmlessIfUnneeded = false) =>
        With(Effect.Idempotent).With(o => o with { HarmlessIfUnneeded = harmlessIfUnneeded });

    /// <summary>It can't be taken back: never on a guess, and never tried again.</summary>
    public Step<T> Irreversible() => With(Effect.Irreversible);

    /// <summary>What kind of value it returns, and so how sure a guess of it is before anything was seen.</summary>
    public Step<T> GuessedBy(Predictability kind)
    {
        declaration.Predictability = kind;
        return this;
    }

    /// <summary>
    /// A predictor of the workflow's own, asked before the engine's. It must be quick and do nothing else; what it throws counts as nothing.
    /// </summary>
    /// <param name="from">What it looks at: the workflow's input, or a step before. While that isn't known, it isn't asked.</param>
    /// <param name="predict">What the step will probably return; null: no idea.</param>
    public Step<T> GuessedBy<TFrom>(Source<TFrom> from, Func<TFrom, Likely<T>?> predict)
    {
        var json = Definition.Json;
        declaration.Looks.Add(from);
        declaration.Own = new OwnGuess(from.Reading, value =>
            predict(json.Read<TFrom>(value, "A predictor's input")) is { } likely
                ? new Likely<Value>(json.Write(likely.Value, "A guess"), likely.Probability)
                : null);
        return this;
    }

    /// <summary>The same input always gives the same output.</summary>
    public Step<T> Deterministic() => With(o => o with { Deterministic = true });

    /// <summary>Changes whenever prompt, model or code does, so that what was learned of the old one is not taken for the new.</summary>
    public Step<T> Version(string version) => With(o => o with { Version = version });

    /// <summary>How often a failed call is tried in all, unless its effect forbids it. Default: once.</summary>
    /// <param name="tries">At least 1.</param>
    /// <param name="backoff">The wait before the second try, doubled for each further one. Default: 0.5 s.</param>
    public Step<T> Tries(int tries, TimeSpan? backoff = null) => With(o => o with { Tries = tries, Backoff = backoff ?? o.Backoff });

    /// <summary>USD a call, for what is not a model. Default: the price book's tool price.</summary>
    public Step<T> Price(Usd price) => With(o => o with { Price = price });

    /// <summary>The most tokens that a call may send and produce; a dollar limit reserves by them. Default: unknown.</summary>
    public Step<T> MaxTokens(long input, long output) => With(o => o with { MaxInputTokens = input, MaxOutputTokens = output });

    private Step<T> With(Func<Operation, Operation> change)
    {
        declaration.Set(change);
        return this;
    }

    private Step<T> With(OperationKind kind, Func<Operation, Operation> change)
    {
        declaration.Declare(kind);
        return With(change);
    }

    private Step<T> With(Effect effect)
    {
        declaration.Declare(effect);
        return this;
    }
}
