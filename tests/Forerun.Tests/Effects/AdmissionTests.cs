using Forerun.Effects;
using Forerun.Workflows;

namespace Forerun.Tests.Effects;

public class AdmissionTests
{
    [Theory]
    [InlineData(Effect.None, false, Admission.Admissible)]
    [InlineData(Effect.Idempotent, false, Admission.Inadmissible)]
    [InlineData(Effect.Idempotent, true, Admission.Admissible)]
    [InlineData(Effect.Staged, false, Admission.Staged)]
    [InlineData(Effect.Irreversible, true, Admission.Inadmissible)]
    [InlineData(Effect.Undeclared, true, Admission.Inadmissible)]
    public void Of_Effect_SaysWhetherItMayRunOnAGuess(Effect effect, bool harmless, Admission expected) =>
        Assert.Equal(expected, Admissions.Of(effect, harmless));

    [Fact]
    public void Admission_OperationThatSaysNothing_IsInadmissible() =>
        Assert.Equal(Admission.Inadmissible, new Operation("tool").Admission);

    [Fact]
    public void Admission_Person_IsNeverAskedOnAGuess() =>
        Assert.Equal(Admission.Inadmissible, new Operation("ask") { Kind = OperationKind.Human, Effect = Effect.None }.Admission);
}
