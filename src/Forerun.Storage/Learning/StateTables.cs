using Forerun.Aiming;
using Forerun.Calibrating;
using Forerun.Learning;
using Forerun.Learning.Depth;

namespace Forerun.Storage.Learning;

/// <summary>The tables of states that all tenants share: rates, and no values.</summary>
internal static class StateTables
{
    public static StateTable<Edge, BeliefState> Beliefs { get; } = new(
        "belief", ["workflow", "upstream", "downstream", "guesser"], static b => b.Edge,
        static e => [e.Workflow, e.Upstream, e.Downstream, e.Tier == 1 ? e.By : $"{e.By} (tier {e.Tier})"], States.Belief, Merging.Of);

    public static StateTable<(string Workflow, string Operation), ForecastState> Forecasts { get; } = new(
        "forecast", ["workflow", "operation"], static f => (f.Workflow, f.Operation), static k => [k.Workflow, k.Operation], States.Forecast, Merging.Of);

    public static StateTable<string, AcceptanceState> Acceptance { get; } = new(
        "acceptance", ["operation"], static a => a.Operation, static operation => [operation], States.Acceptance, Merging.Of);

    public static StateTable<StageKey, StageState> Stages { get; } = new(
        "stage", ["workflow", "upstream", "downstream"], static s => s.Edge, static e => [e.Workflow, e.Upstream, e.Downstream], States.Stage, Merging.Of);

    public static StateTable<string, DepthValueState> Depths { get; } = new(
        "depth", ["workflow"], static d => d.Workflow, static workflow => [workflow], States.Depth, Merging.Of);

    public static StateTable<string, AimState> Aims { get; } = new(
        "aim", ["workflow"], static a => a.Workflow, static workflow => [workflow], States.Aim, static (file, last, now) => now.After(last, file));

    public static StateTable<string, Front> Fronts { get; } = new(
        "front", ["workflow"], static f => f.Workflow, static workflow => [workflow], States.Front, static (_, _, now) => now);
}
