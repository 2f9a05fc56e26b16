using System.Globalization;
using Forerun.Cli.Demo.Running;
using Forerun.Cli.Output;

namespace Forerun.Cli.Demo.Showing;

/// <summary>A line for each letter.</summary>
internal sealed class PlainShow(Terminal terminal, DemoRequest request) : Show
{
    /// <inheritdoc/>
    public override IWatch Begin(string pass) => new Lines(terminal, request, pass);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => default;

    private sealed class Lines(Terminal terminal, DemoRequest request, string pass) : IWatch, IDisposable
    {
        public void Letter(int number)
        {
        }

        public IDisposable Began(string step) => this;

        public void Settled(LetterResult result)
        {
            var report = result.Report;
            var answered = report.Answered is { } time ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s") : "no answer";
            var cost = report.UnknownCosts > 0 ? "dollars unknown" : $"{report.Cost}";
            terminal.Error.WriteLine($"{pass} {result.Number}/{request.Count}: {answered}, {cost}{Bets(result)}");
        }

        public void Dispose()
        {
        }

        private static string Bets(LetterResult result) => string.Concat(result.Report.Bets.Select(b => $", bet {b.Outcome.ToString()!.ToLowerInvariant()}"));
    }
}
