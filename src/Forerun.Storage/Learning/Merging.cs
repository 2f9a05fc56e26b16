using Forerun.Calibrating;
using Forerun.Deciding;
using Forerun.Guessing;
using Forerun.Learning;
using Forerun.Learning.Depth;

namespace Forerun.Storage.Learning;

/// <summary>
/// What stands in the file, with what this process has learned since <c>last</c> added to it. Where nobody else has written, that is exactly
/// what this process has. Counts and dollars add up exactly; where two have written, mean tokens and weights are averaged, each by how much it has
/// seen.
/// </summary>
internal static class Merging
{
    private const int Window = 64;

    public static BeliefState Of(BeliefState? file, BeliefState? last, BeliefState now)
    {
        if (file is null || file == last) return now;
        return file with
        {
            Hits = Math.Max(0, file.Hits + now.Hits - (last?.Hits ?? 0)), // what is forgotten may be more than what is new
            Misses = Math.Max(0, file.Misses + now.Misses - (last?.Misses ?? 0)),
            Evidence = Math.Max(file.Evidence, now.Evidence),
        };
    }

    public static ForecastState Of(ForecastState? file, ForecastState? last, ForecastState now)
    {
        if (file is null || file.Equals(last)) return now;
        var finished = now.Finished - (last?.Finished ?? 0);
        var counted = Math.Min(finished, now.Counted);
        var weight = Share(counted, file.Counted);
        return file with
        {
            Finished = file.Finished + finished,
            Newest = [.. file.Newest.Concat(now.Newest.TakeLast(finished)).TakeLast(Window)],
            Counted = Math.Min(Window, file.Counted + counted),
            InputTokens = file.InputTokens + (weight * (now.InputTokens - file.InputTokens)),
            OutputTokens = file.OutputTokens + (weight * (now.OutputTokens - file.OutputTokens)),
        };
    }

    public static AcceptanceState Of(AcceptanceState? file, AcceptanceState? last, AcceptanceState now)
    {
        if (file is null || file.Equals(last) || file.Weights.Count != now.Weights.Count) return now;
        var seen = now.Seen - (last?.Seen ?? 0);
        var share = Share(seen, file.Seen);
        return file with { Seen = file.Seen + seen, Weights = Between(file.Weights, now.Weights), Covariances = Between(file.Covariances, now.Covariances) };

        IReadOnlyList<double> Between(IReadOnlyList<double> there, IReadOnlyList<double> here) =>
            [.. there.Zip(here, (theirs, ours) => theirs + (share * (ours - theirs)))];
    }

    public static DepthValueState Of(DepthValueState? file, DepthValueState? last, DepthValueState now)
    {
        if (file is null || file.Equals(last)) return now;
        var lessons = now.Lessons - (last?.Lessons ?? 0);
        var share = (float)Share(lessons, file.Lessons);
        return file with
        {
            Lessons = file.Lessons + lessons,
            Weights = file.Weights.Keys.Union(now.Weights.Keys).ToDictionary(f => f, f => Between(file.Weights.GetValueOrDefault(f), now.Weights.GetValueOrDefault(f))),
            Chains = [.. file.Chains.Concat(now.Chains.TakeLast(lessons)).TakeLast(ChainBuffer.Most)],
        };

        float Between(float theirs, float ours) => theirs + (share * (ours - theirs));
    }

    public static StageState Of(StageState? file, StageState? last, StageState now) =>
        file is null || file.Equals(last) || now.IsNewerThan(file) ? now : file;

    public static PurseState Of(PurseState? file, PurseState? last, PurseState now)
    {
        if (file is null || file == last) return now;
        return file with
        {
            Real = file.Real + now.Real - (last?.Real ?? default),
            Won = file.Won + now.Won - (last?.Won ?? default),
            Lost = file.Lost + now.Lost - (last?.Lost ?? default),
            Spare = file.Spare + now.Spare - (last?.Spare ?? default),
            BestReturn = now.BestReturn,
        };
    }

    public static Remembered Of(Remembered? file, Remembered? last, Remembered now)
    {
        if (file is null || file == last) return now;
        return now with { Count = file.Count + now.Count - (last?.Count ?? 0) };
    }

    private static double Share(int ours, int theirs) => ours + theirs == 0 ? 0 : ours / (double)(ours + theirs);
}
