using Forerun.Storage;

namespace Forerun.Cli.Output;

/// <summary>Where a command writes: results to the one, everything else to the other.</summary>
internal sealed record Terminal(TextWriter RawOut, TextWriter RawError)
{
    private const int Default = 100;

    /// <summary>For results; what stands in them can't command the terminal.</summary>
    public TextWriter Out { get; } = new PrintableWriter(RawOut);

    /// <summary>For everything else, as harmless.</summary>
    public TextWriter Error { get; } = new PrintableWriter(RawError);

    /// <summary>What is typed or piped in. Default: nothing.</summary>
    public TextReader In { get; init; } = TextReader.Null;

    /// <summary>Whether a person types that.</summary>
    public bool IsTyped { get; init; }

    /// <summary>Rows of the terminal that shows the results.</summary>
    public int Rows { get; init; } = 24;

    /// <summary>Columns of the terminal that shows the results; null when they go to a file or a pipe.</summary>
    public int? Width { get; init; }

    /// <summary>The clock of somebody who watches stderr; null when nobody does.</summary>
    public TimeProvider? Watched { get; init; }

    /// <summary>The clock that says when something was written; null where nobody is to know.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>The folder for the user's own files, where no other is named.</summary>
    public string UserFolder { get; init; } = UserData.Folder(Environment.GetEnvironmentVariable);

    /// <summary>Reads an environment variable.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Columns to fill.</summary>
    public int Columns => Math.Max(40, Width ?? Default);
}
