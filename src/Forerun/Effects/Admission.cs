namespace Forerun.Effects;

/// <summary>Whether an operation may run on a guess. Asked before the rule, and no dial overrides it (arXiv 2606.07846, §3.3).</summary>
public enum Admission
{
    /// <summary>May run on a guess.</summary>
    Admissible,

    /// <summary>May be prepared on a guess; its effect waits for the commit.</summary>
    Staged,

    /// <summary>Never on a guess.</summary>
    Inadmissible,
}

/// <summary>Which effects are admissible.</summary>
public static class Admissions
{
    /// <summary>
    /// The admission of an effect. An idempotent operation needs <paramref name="harmlessIfUnneeded"/> as well, since "twice equals
    /// once" does not say "once equals never" (ours); the paper admits every idempotent operation.
    /// </summary>
    public static Admission Of(Effect effect, bool harmlessIfUnneeded) => effect switch
    {
        Effect.None => Admission.Admissible,
        Effect.Idempotent => harmlessIfUnneeded ? Admission.Admissible : Admission.Inadmissible,
        Effect.Staged => Admission.Staged,
        _ => Admission.Inadmissible,
    };
}
