namespace Forerun.Traces;

/// <summary>A line of a trace file that could not be read.</summary>
/// <param name="Line">The line's number in the file, from 1.</param>
/// <param name="Field">Where in the line, for example <c>steps[3].seconds</c>; <c>$</c> for the line as a whole.</param>
/// <param name="Message">What is wrong there, in one sentence.</param>
public sealed record SkippedLine(int Line, string Field, string Message)
{
    /// <summary>For people: line, field and message.</summary>
    public override string ToString() => $"line {Line}, {Field}: {Message}";
}
