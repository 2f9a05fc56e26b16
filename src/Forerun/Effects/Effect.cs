namespace Forerun.Effects;

/// <summary>What an operation does to the world. Declared by the developer, never guessed.</summary>
public enum Effect
{
    /// <summary>Nobody said. Counts as <see cref="Irreversible"/>.</summary>
    Undeclared,

    /// <summary>Nothing: a read, a computation, a model call.</summary>
    None,

    /// <summary>Doing it twice equals doing it once. That does not say that doing it once equals never.</summary>
    Idempotent,

    /// <summary>Prepared early, released only by a commit when the real world asks for it.</summary>
    Staged,

    /// <summary>Cannot be taken back.</summary>
    Irreversible,
}
