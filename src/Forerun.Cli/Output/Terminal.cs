namespace Forerun.Cli.Output;

/// <summary>Where a command writes: results to the one, everything else to the other.</summary>
internal sealed record Terminal(TextWriter Out, TextWriter Error)
{
    private const int Default = 100;

    /// <summary>Columns of the terminal that shows the results; null when they go to a file or a pipe.</summary>
    public int? Width { get; init; }

    /// <summary>The clock of somebody who watches stderr; null when nobody does.</summary>
    public TimeProvider? Watched { get; init; }

    /// <summary>Columns to fill.</summary>
    public int Columns => Math.Max(40, Width ?? Default);
}
