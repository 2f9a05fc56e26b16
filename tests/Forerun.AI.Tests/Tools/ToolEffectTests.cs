using Forerun.AI.Tools;
using Forerun.Effects;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Tools;

public class ToolEffectTests
{
    private static readonly Dictionary<string, ToolEffect> Nothing = [];

    [Fact]
    public void Of_ToolOfWhichNothingIsSaid_IsUndeclared() =>
        Assert.Equal(Effect.Undeclared, ToolEffects.Of(AIFunctionFactory.Create(Plain), Nothing).Effect);

    [Fact]
    public void Of_Method_IsWhatItsAttributeSays()
    {
        var effect = ToolEffects.Of(AIFunctionFactory.Create(Fresh), Nothing);
        Assert.Equal((Effect.None, TimeSpan.FromSeconds(5)), (effect.Effect, effect.FreshFor));
        Assert.True(ToolEffects.Of(AIFunctionFactory.Create(Harmless), Nothing).HarmlessIfUnneeded);
    }

    [Fact]
    public void Of_Tool_GoesBeforeItsMethodAndTheOptionsBeforeBoth()
    {
        var tool = Tool.Irreversible(AIFunctionFactory.Create(Fresh, "fresh"));
        Assert.Equal(Effect.Irreversible, ToolEffects.Of(tool, Nothing).Effect);
        Assert.Equal(Effect.Staged, ToolEffects.Of(tool, new Dictionary<string, ToolEffect> { ["fresh"] = ToolEffect.Staged }).Effect);
        Assert.Equal(Effect.Idempotent, ToolEffects.Of(Tool.Idempotent(tool), Nothing).Effect);
    }

    [Fact]
    public async Task With_Tool_IsTheSameToolToEverybodyElse()
    {
        var plain = AIFunctionFactory.Create(Plain, "plain", "says so");
        var declared = Tool.Reads(plain);
        Assert.Equal((plain.Name, plain.Description, plain.JsonSchema.ToString()), (declared.Name, declared.Description, declared.JsonSchema.ToString()));
        Assert.Equal("plain", (await declared.InvokeAsync())!.ToString());
    }

    [Fact]
    public void NeedsApproval_ToolWithinOthers_IsSeen() =>
        Assert.True(ToolEffects.NeedsApproval(Tool.Reads(new ApprovalRequiredAIFunction(AIFunctionFactory.Create(Plain)))));

    [Fact]
    public void Reads_NegativeFreshness_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => ToolEffect.Reads(TimeSpan.FromSeconds(-1)));

    private static string Plain() => "plain";

    [ToolEffect(Effect.None, FreshForSeconds = 5)]
    private static string Fresh() => "fresh";

    [ToolEffect(Effect.Idempotent, HarmlessIfUnneeded = true)]
    private static string Harmless() => "harmless";
}
