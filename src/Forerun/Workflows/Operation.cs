using Forerun.Effects;
using Forerun.Pricing;

namespace Forerun.Workflows;

/// <summary>A kind of work that a workflow can ask for: a model call, a tool call, a person, code.</summary>
/// <param name="Name">Unique within the workflow. Forecasts and beliefs are kept by it.</param>
public sealed record Operation(string Name)
{
    /// <summary>Changes whenever the prompt, model or code does, so that old results are not taken for new ones. Default: empty.</summary>
    public string Version { get; init; } = "";

    /// <summary>Who does the work. Default: <see cref="OperationKind.Model"/>.</summary>
    public OperationKind Kind { get; init; } = OperationKind.Model;

    /// <summary>The model's name in the price book, for model calls.</summary>
    public string? Model { get; init; }

    /// <summary>What it does to the world. Default: <see cref="Effect.Undeclared"/>, which never runs on a guess.</summary>
    public Effect Effect { get; init; }

    /// <summary>For idempotent operations: doing it without need harms nobody. Default: false.</summary>
    public bool HarmlessIfUnneeded { get; init; }

    /// <summary>The same input always gives the same output, so one call serves every time it is asked for. Default: false.</summary>
    public bool Deterministic { get; init; }

    /// <summary>
    /// It checks what it reads first, and returns that, corrected where it has to be: until it has, what it checks can be taken for what it
    /// will return. Default: false.
    /// </summary>
    public bool IsVerifier { get; init; }

    /// <summary>How long a read taken early stays true. Default: 30 s.</summary>
    public TimeSpan FreshFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How far its unused results reach. Default: <see cref="Reach.Run"/>. Further only if the operation has no effects, and if its input
    /// says all that its output depends on: what a program or performer knows besides is not in the key, and the next run's may differ.
    /// </summary>
    public Reach Reach { get; init; }

    /// <summary>Dollars a call, for what is not a model. Default: the price book's tool price.</summary>
    public Usd? Price { get; init; }

    /// <summary>The most input tokens a call may send; a dollar limit reserves by it. Default: unknown.</summary>
    public long? MaxInputTokens { get; init; }

    /// <summary>The most output tokens a call may produce; a dollar limit reserves by it. Default: unknown.</summary>
    public long? MaxOutputTokens { get; init; }

    /// <summary>
    /// How often a failed call is tried in all. Default: 1. An irreversible or undeclared call is tried once, whatever this says: a call
    /// that failed may have done what cannot be done twice.
    /// </summary>
    public int Tries { get; init; } = 1;

    /// <summary>The wait before the second try; doubled for each further one. Default: 0.5 s.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Whether it may run on a guess.</summary>
    public Admission Admission => Kind == OperationKind.Human ? Admission.Inadmissible : Admissions.Of(Effect, HarmlessIfUnneeded);

    /// <summary>How often a failed call may be tried in all.</summary>
    public int MostTries => Effect is Effect.Irreversible or Effect.Undeclared ? 1 : Tries;

    /// <summary>A read of a world that may change: taken early, it goes stale by age and by any effect of the run.</summary>
    public bool GoesStale => Kind is OperationKind.Tool && Effect == Effect.None && !Deterministic;

    /// <summary>The operation's part of a key.</summary>
    public string KeyName => Version.Length == 0 ? Name : $"{Name}@{Version}";

    /// <summary>Asked wherever an operation is declared or called.</summary>
    /// <exception cref="ArgumentException">It reaches further than its run and is not declared to have no effect.</exception>
    internal void Check(string parameter)
    {
        if (Reach != Reach.Run && Effect != Effect.None)
            throw new ArgumentException(
                $"Operation '{Name}' has Reach.{Reach} and Effect.{Effect}: only what has no effect may serve another run. " +
                "Declare Effect.None if that is true, else leave Reach out.", parameter);
    }
}
