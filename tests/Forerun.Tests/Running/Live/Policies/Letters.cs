using System.Collections.Concurrent;
using Forerun.Defining;
using Forerun.Effects;
using Forerun.Pricing;

namespace Forerun.Tests.Running.Live.Policies;

/// <summary>A letter is sorted, drafted, checked, signed and sent: a DAG with a router, a verifier and a staged effect.</summary>
internal sealed class Letters(TimeProvider time, Func<string, string, bool>? similar = null)
{
    /// <summary>What was sent, in order.</summary>
    public ConcurrentQueue<string> Effects { get; } = new();

    /// <summary>As far as it has no effect, what is signed may be similar to what was checked.</summary>
    public Workflow<string, string> DefineWithoutSending() => Workflow.Define<string, string>("letters", Signed);

    public Workflow<string, string> Define() => Workflow.Define<string, string>("letters", w => w.Call("send", (string text, StepContext _) =>
    {
        Effects.Enqueue(text);
        return Task.FromResult($"sent {text}");
    }, Signed(w), Effect.Staged));

    private Step<string> Signed(WorkflowBuilder<string> w)
    {
        var route = w.Call("sort", (string letter, StepContext step) => Says(letter.Split(' ')[0], 4, step), w.Input).Model("gpt-4o").GuessedBy(Predictability.Lookup);
        var draft = w.Call("draft", (string r, StepContext step) => Says($"thank you very much for your letter about {r}", 3, step), route).Model("gpt-4o");
        var check = w.Call("check", (string text, StepContext step) => Says(text.Replace("rude", "kind"), 6, step), draft).Model("gpt-4o").Verifies();
        return w.Call("sign", (string text, StepContext step) => Says($"{text}, yours", 3, step), similar is null ? check : check.EquivalentBy(similar))
            .Model("gpt-4o-mini");
    }

    private async Task<string> Says(string text, int seconds, StepContext step)
    {
        step.Report("", 0);
        await Task.Delay(TimeSpan.FromSeconds(seconds), time, step.Cancellation);
        step.Use(new TokenUsage(100, 20));
        return text;
    }
}
