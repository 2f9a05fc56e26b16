using System.Globalization;

namespace Forerun.Replay.Generating;

/// <summary>Collects what is wrong with a set of options, so that it is said all at once.</summary>
internal sealed class OptionCheck
{
    private const double LongestSeconds = 86_400;

    private readonly List<string> _errors = [];

    public bool IsFine => _errors.Count == 0;

    public OptionCheck Range(string name, double value, double low, double high)
    {
        // Written so that NaN fails.
        if (!(value >= low && value <= high))
            Fail(string.Create(CultureInfo.InvariantCulture, $"{name} must be {low} to {high}, not {value}."));
        return this;
    }

    public OptionCheck Runs(int value) => Range("Runs", value, 1, 1_000_000);

    public OptionCheck Seconds(string name, double value) => Range(name, value, 0.001, LongestSeconds);

    public OptionCheck Tokens(string name, int value) => Range(name, value, 0, 10_000_000);

    public OptionCheck Jitter(double value) => Range("Jitter", value, 0, 2);

    public OptionCheck Model(string name, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            Fail($"{name} must name a model.");
        return this;
    }

    public void Fail(string error) => _errors.Add(error);

    public void Throw()
    {
        if (!IsFine)
            throw new InvalidOptionsException(_errors);
    }
}
