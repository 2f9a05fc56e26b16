namespace Forerun.Bench;

/// <summary>
/// The agents of <see cref="AgentBench"/> over HTTP, turn by turn in changing order, so that what else the machine does hits all alike. Says
/// the medians of a step and what the door adds to it. The server answers as soon as it is asked, or so many times faster than a measured one.
/// </summary>
internal static class AgentPairs
{
    private const int Steps = 7;

    public static async Task RunAsync(int turns, double speed, TimeProvider clock)
    {
        var bench = new AgentBench { OverHttp = true, Speed = speed };
        await bench.Setup().ConfigureAwait(false);
        Func<Task>[] agents = [bench.Plain, bench.SwitchedOff, bench.AlwaysWrong];
        string[] names = ["plain loop", "switched off", "always wrong"];
        var took = agents.Select(_ => new List<double>()).ToArray();
        var warm = Math.Min(turns, 200);
        for (var turn = -warm; turn < turns; turn++)
        {
            for (var i = 0; i < agents.Length; i++)
            {
                var agent = (turn + warm + i) % agents.Length;
                var began = clock.GetTimestamp();
                await agents[agent]().ConfigureAwait(false);
                if (turn >= 0) took[agent].Add(clock.GetElapsedTime(began).TotalMicroseconds / Steps);
            }
        }

        await bench.Cleanup().ConfigureAwait(false);
        for (var i = 0; i < agents.Length; i++)
        {
            var more = Median(took[i].Zip(took[0], (own, plain) => own - plain));
            Console.WriteLine($"{names[i]}: {Median(took[i]):N0} µs a step, less than {Percentile(took[i], 0.9):N0} in nine of ten turns; {more:N0} µs ({100 * more / Median(took[0]):N2} %) more than the plain loop in the same round (median of {turns})");
        }
    }

    private static double Median(IEnumerable<double> numbers) => Percentile(numbers, 0.5);

    private static double Percentile(IEnumerable<double> numbers, double share)
    {
        var sorted = numbers.Order().ToList();
        return sorted[(int)(share * (sorted.Count - 1))];
    }
}
