using System.Text.Json;
using Forerun.Ledgers;

namespace Forerun.Cli.Calibrating;

/// <summary>Moves from stage to stage, for people and for scripts.</summary>
internal static class MoveWords
{
    public static void Write(TextWriter output, IEnumerable<MoveRow> moves)
    {
        foreach (var move in moves) output.WriteLine($"{move.Tags.Workflow}: {move.Edge}: {move.From} → {move.To}");
    }

    public static void WriteJson(Utf8JsonWriter json, IEnumerable<MoveRow> moves)
    {
        json.WriteStartArray("moves");
        foreach (var move in moves)
        {
            json.WriteStartObject();
            json.WriteString("workflow", move.Tags.Workflow);
            json.WriteString("edge", move.Edge.ToString());
            json.WriteString("from", move.From.Stage.ToString().ToLowerInvariant());
            json.WriteNumber("from_share", move.From.Share);
            json.WriteString("to", move.To.Stage.ToString().ToLowerInvariant());
            json.WriteNumber("to_share", move.To.Share);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
