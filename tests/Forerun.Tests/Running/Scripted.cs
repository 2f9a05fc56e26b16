using Forerun.Running.VirtualTime;
using Forerun.Workflows;

namespace Forerun.Tests.Running;

/// <summary>A small world outside: what each slot's calls do, and what was begun and committed.</summary>
internal sealed class Scripted : IScriptSource
{
    private readonly Dictionary<string, Func<Call, Script>> scripts = [];

    public List<string> Started { get; } = [];

    public List<string> Committed { get; } = [];

    public void Does(string slot, Func<Call, Script> script) => scripts[slot] = script;

    public Script Of(Call call)
    {
        Started.Add(call.Slot);
        return scripts[call.Slot](call);
    }

    public void Commit(Call call) => Committed.Add(call.Slot);
}
