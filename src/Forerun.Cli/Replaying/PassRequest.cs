using Forerun.Calibrating;
using Forerun.Pricing;

namespace Forerun.Cli.Replaying;

/// <summary>What is to be replayed and how, whatever is made of it.</summary>
internal sealed record PassRequest
{
    public required string Trace { get; init; }
    public required decimal Dial { get; init; }
    public Forerun.Aiming.Target? Target { get; init; }
    public required decimal ValueOfTime { get; init; }
    public decimal? Quantile { get; init; }
    public Entry Entry { get; init; }
    public double Forget { get; init; } = 1;
    public string? Prices { get; init; }
    public CancelRule? CancelRule { get; init; }
    public string? Train { get; init; }
    public bool LeaveOutTask { get; init; }
    public int Seed { get; init; } = 1;
    public bool Json { get; init; }
}
