using System.Text.Json;
using Forerun.Learning;
using Forerun.Ledgers;

namespace Forerun.Storage.Learning;

/// <summary>Beliefs and forecasts as JSON, and back.</summary>
internal static class States
{
    private static readonly JsonSerializerOptions Snake = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    };

    public static string Text<T>(T state) => JsonSerializer.Serialize(state, Snake);

    public static BeliefState Belief(string json)
    {
        var state = Of<BeliefState>(json);
        return state is { Hits: >= 0, Misses: >= 0, Prior: { Mean: >= 0 and <= 1, Strength: > 0 } } && double.IsFinite(state.Evidence)
            ? state
            : throw Broken(json);
    }

    public static ForecastState Forecast(string json)
    {
        var state = Of<ForecastState>(json);
        return state is { Finished: >= 0, Counted: >= 0 } && state.Newest.All(d => d >= TimeSpan.Zero) ? state : throw Broken(json);
    }

    private static T Of<T>(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Snake) ?? throw Broken(json);
        }
        catch (JsonException e)
        {
            throw Broken(json, e);
        }
    }

    private static LedgerException Broken(string json, Exception? inner = null) =>
        new($"What was learned can't be read: '{(json.Length > 60 ? json[..60] + "…" : json)}'. Delete that file, and it is learned anew.", inner);
}
