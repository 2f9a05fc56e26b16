using Forerun.Cli.Demo.Running;
using Forerun.Cli.Demo.Support.Models;
using Forerun.Pricing;

namespace Forerun.Cli.Demo.Support;

/// <summary>What the command line asked to be shown of the support agent.</summary>
internal sealed record SupportRequest : DemoRequest
{
    /// <summary>The agent's model and its drafter, by whose prices they are charged.</summary>
    public const string Decider = "gpt-5.4", Drafter = "gpt-5-nano";

    /// <summary>Bets by the policy that agents have.</summary>
    public SupportRequest() => Policy = "forerun";

    public int Conversations { get; init; } = 4;

    public override string Large => Model ?? Decider;

    public override string Small => Model ?? Drafter;

    public override int Count => Conversations;

    public override string Noun => "conversation";

    public override string Title => "support";

    public override string Legend => "d decide   f find the order   t track   c check stock   r read rules   s send again   p pay back   1, 2, … the conversation";

    public override TimeSpan Each => TimeSpan.FromSeconds(7);

    /// <summary>
    /// A service that draws its answers anew gives each pass other conversations. What comes before its first answer is the same all the same.
    /// </summary>
    public override string? Compared(RecordLine line) => line.Kind switch
    {
        RecordLine.Request when line.Body.GetProperty("messages").EnumerateArray().All(m => m.GetProperty("role").GetString() is "system" or "user") => line.ToString(),
        RecordLine.Answer => $"an answer to turn {line.Body.GetProperty("turn")}",
        _ => null,
    };

    /// <summary>The same prices for somebody whose drafts cost nothing.</summary>
    public PriceBook ForesightBook() => Book().Merge(PriceBookReader.Parse(
        $$"""{"version":"foresight","models":[{"provider":"forerun","model":"{{Foreseen.Model}}","input":0.0001,"output":0.0001}]}""", "foresight"));
}
