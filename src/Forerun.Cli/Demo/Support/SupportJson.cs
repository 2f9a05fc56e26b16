using System.Text.Json;
using Forerun.Cli.Demo.Support.Running;
using Forerun.Cli.Output;

namespace Forerun.Cli.Demo.Support;

/// <summary>The support demo as one JSON object; scripts rely on its keys and their order.</summary>
internal static class SupportJson
{
    public static void Write(TextWriter output, SupportReport report) => OneObject.Write(output, json =>
    {
        DemoJson.Found(json, report.Passes);
        Savings(json, "saved_by", report.SavedBy);
        Savings(json, "foresight_saved_by", report.ForesightSavedBy);
        json.WriteStartObject("not_attributed");
        json.WriteNumber("speculative", report.Unattributed);
        json.Number("foresight", report.ForesightUnattributed);
        json.WriteEndObject();
        json.Number("drafts_usd", report.Passes.Speculative.Letters.Sum(l => l.Report.PaidForGuesses.Amount));
        DemoJson.Rest(json, report.Passes, "conversations");
    });

    private static void Savings(Utf8JsonWriter json, string name, Savings? savings)
    {
        if (savings is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("early_issue", savings.EarlyIssue);
        json.WriteNumber("prefetch", savings.Prefetch);
        json.WriteNumber("drafting", savings.Drafting);
        json.WriteEndObject();
    }
}
