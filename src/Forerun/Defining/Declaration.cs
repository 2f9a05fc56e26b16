using Forerun.Effects;
using Forerun.Workflows;

namespace Forerun.Defining;

/// <summary>What is declared of one step. Contradictions are kept, to be told with all others.</summary>
internal sealed class Declaration(string name, IReadOnlyList<Source> inputs, Func<IReadOnlyList<Value>, StepContext, Task<Value>> run)
{
    private readonly List<string> errors = [];
    private Operation declared = new(name) { Kind = OperationKind.Tool };
    private OperationKind? kind;
    private Effect? effect;

    public string Name => name;

    public IReadOnlyList<Source> Inputs => inputs;

    /// <summary>What its own predictor looks at.</summary>
    public List<Source> Looks { get; } = [];

    /// <summary>Its code: takes the inputs, gives the output.</summary>
    public Func<IReadOnlyList<Value>, StepContext, Task<Value>> Run => run;

    /// <summary>Lets a prepared effect leave; null: nothing is prepared, <see cref="Run"/> is what leaves.</summary>
    public Func<Value, StepContext, Task>? Deliver { get; set; }

    public Predictability? Predictability { get; set; }

    public OwnGuess? Own { get; set; }

    /// <summary>Whether the step is held back as a whole until the real world asks for it.</summary>
    public bool IsHeld => effect == Effect.Staged && Deliver is null;

    /// <summary>A model call that declares nothing else has no effect; anything else that declares nothing counts as irreversible.</summary>
    public Operation Operation => declared with
    {
        Kind = kind ?? OperationKind.Tool, Effect = effect ?? (kind == OperationKind.Model ? Effect.None : Effect.Undeclared),
    };

    public IEnumerable<string> Errors
    {
        get
        {
            foreach (var error in errors) yield return error;
            if (Predictability?.Error is { } unknown) yield return $"'{name}' {unknown}.";
            if (IsHeld && kind == OperationKind.Model)
                yield return $"'{name}' is a model call that is staged as a whole, so nobody could count its tokens; let it prepare, and add Commits(…).";
            if (declared.Tries < 1) yield return $"'{name}' has {declared.Tries} tries; it takes at least 1.";
            if (declared.Backoff < TimeSpan.Zero) yield return $"'{name}' has a backoff of {declared.Backoff}; it must not be negative.";
            if (declared.FreshFor < TimeSpan.Zero) yield return $"'{name}' is fresh for {declared.FreshFor}; it must not be negative.";
            if (declared.Price is { Amount: < 0 }) yield return $"'{name}' costs {declared.Price} a call; it must not be negative.";
            if (declared.MaxInputTokens < 0 || declared.MaxOutputTokens < 0)
                yield return $"'{name}' has a most of {declared.MaxInputTokens} and {declared.MaxOutputTokens} tokens; they must not be negative.";
        }
    }

    public void Declare(OperationKind now)
    {
        if (kind is { } before && before != now) errors.Add($"'{name}' is declared a {Word(before)} and a {Word(now)}; declare one.");
        kind = now;
    }

    public void Declare(Effect now)
    {
        if (effect is { } before && before != now) errors.Add($"'{name}' is declared {Word(before)} and {Word(now)}; declare one effect.");
        effect = now;
    }

    public void Set(Func<Operation, Operation> change) => declared = change(declared);

    private static string Word(OperationKind kind) => kind switch
    {
        OperationKind.Model => "model call",
        OperationKind.Tool => "read",
        OperationKind.Human => "person's work",
        _ => "computation",
    };

    private static string Word(Effect effect) => effect switch
    {
        Effect.None => "without effect",
        Effect.Idempotent => "idempotent",
        Effect.Staged => "staged",
        Effect.Irreversible => "irreversible",
        _ => "undeclared",
    };
}
