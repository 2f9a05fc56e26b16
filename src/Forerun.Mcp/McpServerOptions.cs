using Forerun.AI.Tools;

namespace Forerun.Mcp;

/// <summary>Which MCP server to start, and how far to believe it.</summary>
/// <param name="Name">What you call it. What the server calls itself counts for nothing.</param>
/// <param name="Command">The program: a path, or a name that the PATH finds.</param>
/// <param name="Arguments">What it is started with; none is read by a shell.</param>
public sealed record McpServerOptions(string Name, string Command, IReadOnlyList<string> Arguments)
{
    /// <summary>
    /// Whether what the server says its tools do (their annotations) is believed. Where it is not, they count as undeclared and nothing is
    /// bet on them, whatever it says. Default: false.
    /// </summary>
    public bool IsTrusted { get; init; }

    /// <summary>
    /// What its tools do, by name; goes before annotations, of servers that are not trusted too. The only way to have reads of the open
    /// world, a web search for example, run on a guess. Default: empty.
    /// </summary>
    public IReadOnlyDictionary<string, ToolEffect> Tools { get; init; } = new Dictionary<string, ToolEffect>(StringComparer.Ordinal);

    /// <summary>
    /// Variables of its environment, besides the few that every program needs (PATH, HOME and such). It sees no other of yours, so no keys.
    /// Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The folder that it is started in. Default (null): that of this process.</summary>
    public string? Folder { get; init; }

    /// <summary>How long it may take until its tools are known; more than no time. Default: 60 s, since many are fetched when first started.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a call may take; more than no time. Default: 100 s.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>How long it may take to end by itself once its input is closed; not negative. Then it is killed, with all it has started. Default: 2 s.</summary>
    public TimeSpan EndTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Bytes of a message, and so of a result; a server that sends a longer one is cut off. At least 1,000. Default: 4,000,000.</summary>
    public int MaxMessageBytes { get; init; } = 4_000_000;

    /// <summary>How many tools are taken of it; those beyond are left out. At least 1. Default: 200.</summary>
    public int MaxTools { get; init; } = 200;

    /// <summary>All that is wrong with these options; empty if nothing is.</summary>
    internal IReadOnlyList<string> Errors
    {
        get
        {
            var errors = new List<string>();
            if (string.IsNullOrWhiteSpace(Name)) errors.Add("Name is blank; give one.");
            if (string.IsNullOrWhiteSpace(Command)) errors.Add("Command is blank; give a program.");
            if (StartTimeout <= TimeSpan.Zero) errors.Add($"StartTimeout is {StartTimeout}; it must be more than no time.");
            if (CallTimeout <= TimeSpan.Zero) errors.Add($"CallTimeout is {CallTimeout}; it must be more than no time.");
            if (EndTimeout < TimeSpan.Zero) errors.Add($"EndTimeout is {EndTimeout}; it must not be negative.");
            if (MaxMessageBytes < 1000) errors.Add($"MaxMessageBytes is {MaxMessageBytes}; give at least 1,000.");
            if (MaxTools < 1) errors.Add($"MaxTools is {MaxTools}; give at least 1.");
            return errors;
        }
    }
}
