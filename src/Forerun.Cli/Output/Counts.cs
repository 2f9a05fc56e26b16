namespace Forerun.Cli.Output;

/// <summary>Numbers of things.</summary>
internal static class Counts
{
    /// <summary>One run, two runs.</summary>
    public static string Of(int number, string what) => number == 1 ? $"1 {what}" : $"{number:N0} {what}s";
}
