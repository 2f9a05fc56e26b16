using System.Globalization;
using Forerun.AI.Speculating;
using Forerun.AI.Speculating.Reporting;
using Forerun.Cli.Chatting.Showing;
using Forerun.Cli.Demo.Showing;
using Forerun.Cli.Explaining;
using Forerun.Cli.Output;
using Forerun.Deciding;
using Forerun.Pricing;

namespace Forerun.Cli.Chatting;

/// <summary>What a line that begins with a slash asks of the chat itself.</summary>
internal sealed class Asked(Terminal terminal, SpeculatingChatClient agent, BetBoard board, Totals totals, TextWriter output)
{
    private static readonly (string Name, string What)[] All =
    [
        ("/dial", "/dial 0.8 turns the dial, from 0 (cost first) to 1 (latency first), also for bets under way; /dial says where it is"),
        ("/cost", "what the chat has taken, cost and won so far"),
        ("/why", "what the last turn bet on, what not, and where nothing could be drafted, with the reasons"),
        ("/help", "this list"),
        ("/quit", "ends the chat; so does the end of the input"),
    ];

    /// <summary>Does it. False if the chat is to end.</summary>
    public bool Answer(string line)
    {
        var words = line.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        switch (words[0])
        {
            case "/quit": return false;
            case "/dial": Dial(words.Length > 1 ? words[1] : null); break;
            case "/cost": output.WriteLine(totals.Sentence()); break;
            case "/why": Why(); break;
            case "/help":
                foreach (var (name, what) in All) output.WriteLine($"{name}  {what}");
                break;
            default: output.WriteLine(Unknown(words[0])); break;
        }

        return true;
    }

    private static string Unknown(string word)
    {
        var meant = NearestNames.Meant(word, All.Select(a => a.Name)) is { } name ? $" Did you mean '{name}'?" : "";
        return $"There is no '{word}'.{meant} There are: {string.Join(", ", All.Select(a => a.Name))}.";
    }

    private void Dial(string? given)
    {
        var now = agent.Settings;
        if (given is null) output.WriteLine($"The dial is {Number(now.Dial)}.");
        else if (!Knob.Between(0, 1)(given, out var dial)) output.WriteLine($"The dial must be a number from 0 to 1, not '{given}'.");
        else
        {
            agent.Turn(now with { Dial = dial });
            output.WriteLine($"The dial is {Number(dial)} now; it was {Number(now.Dial)}.");
        }
    }

    private void Why()
    {
        if (totals.Last is not { } report)
        {
            output.WriteLine("Nobody has asked anything yet.");
            return;
        }

        var rows = board.Turn;
        var story = rows.Count == 0 ? null : new Story([.. rows.Where(r => r.Tags.Run == rows[^1].Tags.Run)]);
        var told = story?.Decisions.Where(d => d.Row.Decision.Phase != Phase.Plan).ToList() ?? []; // plans of a chat say nothing that is not said again
        if (told.Count == 0) Say("Nothing was bet on: nobody had a guess of what comes next that anything may run on.");
        foreach (var one in told) Say((one with { IsOver = false }).Sentence);
        foreach (var sentence in report.Undrafted) Say(sentence);
        if (report.Undeclared is { } undeclared) Say(Undeclared(undeclared));
    }

    /// <summary>The tools of which nobody says what they do, and how one says it here.</summary>
    public static string Undeclared(UndeclaredTools tools) => string.Create(CultureInfo.InvariantCulture,
        $"Nothing is bet on {string.Join(", ", tools.Names)}: nobody who is believed says what they do. If they only read, --trust or --reads says so, and would have saved {tools.WouldSave.TotalSeconds:0.00} s in this turn.");

    private void Say(string sentence) => Wrapped.Write(terminal, output, "- ", sentence);

    private static string Number(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
