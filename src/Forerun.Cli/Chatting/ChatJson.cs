using Forerun.Cli.Output;
using Forerun.Ledgers;

namespace Forerun.Cli.Chatting;

/// <summary>A whole chat as one JSON object; what was said is not in it.</summary>
internal static class ChatJson
{
    public static void Write(TextWriter output, ChatRequest request, Totals totals, int failed) => OneObject.Write(output, json =>
    {
        json.WriteString("model", request.Model);
        json.WriteString("drafter", request.Drafter);
        json.WriteNumber("turns", totals.Turns);
        json.WriteNumber("failed", failed);
        json.Number("seconds", totals.Took.TotalSeconds);
        json.Number("one_by_one_seconds", totals.OneByOne.TotalSeconds);
        json.Number("usd", totals.Cost);
        json.Number("lost_on_bets_usd", totals.Lost);
        json.WriteNumber("hits", totals.Of(Outcome.Hit));
        json.WriteNumber("misses", totals.Of(Outcome.Miss));
        json.WriteNumber("cancelled", totals.Of(Outcome.Cancelled));
    });
}
