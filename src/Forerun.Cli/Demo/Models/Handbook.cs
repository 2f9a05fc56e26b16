using System.Text;
using Forerun.Cli.Demo.Mail;

namespace Forerun.Cli.Demo.Models;

/// <summary>
/// The policy that the classifier is given with each letter. It is long, as such prompts are, so classifying is most of the bill and a
/// draft that was begun in vain is little of it.
/// </summary>
internal static class Handbook
{
    /// <summary>How it begins: by this a script knows what it is asked for.</summary>
    public const string Title = "Handbook for sorting letters.";

    private static readonly string[] Cases =
    [
        "The customer asks a plain question", "The customer repeats an older question", "The customer is upset but names no damage",
        "The customer writes for somebody else", "The letter has no order number", "The letter has two order numbers",
        "The letter answers one of ours", "The letter is in another language", "The letter has an attachment",
    ];

    private static readonly string[] Checks =
    [
        "Read the whole letter before you decide, and weigh what is asked for above what is told.",
        "Look at what the customer wants to happen next, not at what has gone wrong before.",
    ];

    /// <summary>The text.</summary>
    public static string Text { get; } = Write();

    private static string Write()
    {
        var text = new StringBuilder(Title).Append(" Decide where one letter goes. There are these routes:");
        foreach (var (label, _, about) in Routes.All) text.Append($" {label} ({about});");
        text.Append(" no others.\n");
        for (var route = 0; route < Routes.All.Count; route++)
            for (var at = 0; at < Cases.Length; at++)
                for (var check = 0; check < Checks.Length; check++)
                    Article(text, $"{route + 1}.{at + 1}.{check + 1}", Routes.All[route], Cases[at], Checks[check]);
        return text.Append(
            $"Answer with one JSON object and nothing else: {{\"reason\": \"at most 40 words\", \"label\": \"one of {string.Join(", ", Routes.Labels)}\"}}").ToString();
    }

    private static void Article(StringBuilder text, string number, (string Label, double Share, string About) route, string when, string check) => text.Append(
        $"{number} {when}, and it is about {route.About}. {check} "
        + $"If that is all, choose {route.Label}; if something else weighs more, read on and come back here last.\n");
}
