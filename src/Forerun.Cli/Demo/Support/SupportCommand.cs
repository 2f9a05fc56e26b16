using System.CommandLine;
using Forerun.Cli.Output;

namespace Forerun.Cli.Demo.Support;

/// <summary><c>forerun demo support</c>: an agent over a database, with a plain loop, with bets and with foresight.</summary>
internal static class SupportCommand
{
    public static Command Make(Terminal terminal)
    {
        var sheet = new SupportSheet(terminal);
        var command = new Command(
            "support",
            "Customers talk to an agent over a SQLite database and real HTTP on this machine: with a plain loop, with bets and with foresight at the "
            + "same time. Seconds, dollars, what each kind of bet saved, and each bet in words. What people and models say is scripted by the seed; "
            + "what is guessed is learned while it runs.");
        sheet.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var request = sheet.Read(parsed);
            return Task.Run(() => SupportJob.RunAsync(request, terminal, cancellation), CancellationToken.None);
        });
        Help.AddExamples(command, terminal, "forerun demo support", "forerun demo support --seed 7 --record runs --json",
            "forerun demo support --endpoint https://api.openai.com/v1 --model gpt-4o-mini --conversations 2");
        return command;
    }
}
