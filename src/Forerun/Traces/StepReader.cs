using System.Text.Json;
using Forerun.Pricing;

namespace Forerun.Traces;

/// <summary>Reads one step of a run.</summary>
internal static class StepReader
{
    public static readonly JsonElement JsonNull = JsonElement.Parse("null"u8);

    private static readonly string[] Known =
    [
        "id", "operation", "kind", "after", "effect", "output", "seconds", "usage", "model", "guesses", "input", "version",
        "first_token_seconds", "verdict", "price_usd",
    ];

    public static TraceStep Read(JsonElement value)
    {
        var fields = new JsonFields(value);
        var kind = fields.Word("kind"u8, Words.Kinds) ?? throw JsonFields.Wrong("kind"u8, "missing");
        var duration = SecondsReader.Duration(fields, "seconds"u8);
        var firstToken = SecondsReader.DurationOrNull(fields, "first_token_seconds"u8);
        if (firstToken > duration)
            throw JsonFields.Wrong("first_token_seconds"u8,
                $"the first token came at {firstToken.Value.TotalSeconds} s, the end at {duration.TotalSeconds} s");
        return new TraceStep
        {
            Id = fields.Text("id"u8),
            Operation = fields.Text("operation"u8),
            Version = fields.TextOrNull("version"u8),
            Kind = kind,
            Model = kind == StepKind.Model ? Named(fields) : fields.TextOrNull("model"u8),
            After = fields.Items("after"u8, DependencyReader.Read) ?? (IReadOnlyList<TraceDependency>)[],
            Effect = fields.Word("effect"u8, Words.Effects) ?? Undeclared(kind),
            Input = fields.Find("input"u8),
            Output = fields.Find("output"u8) ?? JsonNull,
            Duration = duration,
            FirstToken = firstToken,
            Verdict = fields.Word("verdict"u8, Words.Verdicts),
            Price = fields.Dollars("price_usd"u8) is { } price ? new Usd(price) : null,
            Usage = fields.Inner("usage"u8, UsageReader.Read),
            UsageExtra = UsageReader.Extra(fields),
            Guesses = GuessReader.Read(fields),
            Extra = fields.Others(Known),
        };
    }

    private static string Named(JsonFields step)
    {
        if (step.Present("model"u8) is null)
            throw JsonFields.Wrong("model"u8, "missing; a model step names its model, or nobody knows what it cost");
        return step.Text("model"u8);
    }

    // A tool that doesn't say what it does may do anything; a model, a person or code is only heard.
    private static TraceEffect Undeclared(StepKind kind) => kind == StepKind.Tool ? TraceEffect.Irreversible : TraceEffect.None;
}
