namespace Forerun.Traces;

/// <summary>Reads what the original system did.</summary>
internal static class LogReader
{
    private static readonly string[] Known = ["wall_seconds", "depths"];

    private static readonly string[] KnownOfDepth = ["at_step", "depth", "predictor_seconds"];

    public static TraceLog Read(JsonFields fields) => new()
    {
        WallSeconds = fields.Number("wall_seconds"u8, 0, SecondsReader.Longest) ?? throw JsonFields.Wrong("wall_seconds"u8, "missing"),
        Depths = fields.Items("depths"u8, static depth => ReadDepth(new JsonFields(depth))) ?? (IReadOnlyList<LoggedDepth>)[],
        Extra = fields.Others(Known),
    };

    private static LoggedDepth ReadDepth(JsonFields fields)
    {
        var depth = fields.Whole("depth"u8, 1, int.MaxValue) ?? throw JsonFields.Wrong("depth"u8, "missing");
        var predictor = SecondsReader.DurationOrNull(fields, "predictor_seconds"u8) ?? TimeSpan.Zero;
        return new LoggedDepth(fields.Text("at_step"u8), (int)depth, predictor) { Extra = fields.Others(KnownOfDepth) };
    }
}
