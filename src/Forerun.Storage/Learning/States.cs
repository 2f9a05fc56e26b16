using System.Text.Json;
using System.Text.Json.Serialization;
using Forerun.Aiming;
using Forerun.Calibrating;
using Forerun.Learning;
using Forerun.Learning.Depth;

namespace Forerun.Storage.Learning;

/// <summary>States as JSON, and back.</summary>
internal static class States
{
    private static readonly JsonSerializerOptions Snake = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
        IgnoreReadOnlyProperties = true, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false), new TargetText() },
    };

    public static string Text<T>(T state) => JsonSerializer.Serialize(state, Snake);

    public static BeliefState Belief(string json) => Checked<BeliefState>(
        json, s => s is { Hits: >= 0 and < double.PositiveInfinity, Misses: >= 0 and < double.PositiveInfinity, Prior: { Mean: >= 0 and <= 1, Strength: > 0 } } && double.IsFinite(s.Evidence));

    public static ForecastState Forecast(string json) => Checked<ForecastState>(
        json, s => s is { Finished: >= 0, Counted: >= 0 } && s.Newest.All(d => d >= TimeSpan.Zero));

    public static AcceptanceState Acceptance(string json) => Checked<AcceptanceState>(
        json, s => s.Seen >= 0 && s.Weights.All(double.IsFinite) && s.Covariances.Count == s.Weights.Count * s.Weights.Count && s.Covariances.All(double.IsFinite));

    public static DepthValueState Depth(string json) => Checked<DepthValueState>(json, s => DepthValue.From(s) is not null);

    public static StageState Stage(string json) => Checked<StageState>(
        json, s => s is { Share: >= 0 and <= 1, Moves: >= 0, Seen.Decisions: >= 0, Before.Decisions: >= 0, Seen.Paying: >= 0, Before.Paying: >= 0, Reference: null or (> 0 and < 1) } && double.IsFinite(s.Drift));

    public static AimState Aim(string json) => Checked<AimState>(
        json, s => s is { Heading.Dial: >= 0 and <= 1, Runs: >= 0, Weight: >= 0 and <= 100, Real: >= 0, Timed: >= 0 and <= 100 } && s.Late >= 0 && s.Late <= s.Timed);

    public static Front Front(string json) => Checked<Front>(
        json, s => s.Points.Count > 0 && s.Points.All(p => p is { Dial: >= 0 and <= 1, Seconds.Count: 99 })
            && s.Points.Zip(s.Points.Skip(1)).All(p => p.First.Dial < p.Second.Dial));

    private static T Checked<T>(string json, Func<T, bool> isOne)
        where T : class =>
        JsonSerializer.Deserialize<T>(json, Snake) is { } state && isOne(state) ? state : throw new FormatException($"this is no {typeof(T).Name}");

    private sealed class TargetText : JsonConverter<Target>
    {
        public override Target Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Target.Parse(reader.GetString() ?? "") ?? throw new FormatException("this is no target");

        public override void Write(Utf8JsonWriter writer, Target value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
