using System.Text;

namespace Forerun.Cli.Demo.Support.Models;

/// <summary>What the agent is told before each conversation: about 500 tokens, as such prompts are short ones of.</summary>
internal static class SupportGuide
{
    private static readonly string[] Cases =
        ["The parcel is late", "The parcel is lost", "The item is broken", "The item is another one", "A part is missing", "The customer is not at home", "The customer has moved"];

    /// <summary>The text.</summary>
    public static string Text { get; } = Write();

    private static string Write()
    {
        var text = new StringBuilder("You answer customers of a mail-order house. Look their last order up before you say anything of it, ask before you act, and be brief.\n");
        foreach (var what in Cases)
            text.Append($"- {what}: find the order, see where the parcel is and whether the item is in stock, or read the rules if the case is not plain; "
                + "then offer to send it again or to pay it back, whichever the customer prefers, and do it once it is said.\n");
        return text.ToString();
    }
}
