using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace Forerun.Cli.Chatting.Servers;

/// <summary>An MCP server as <c>--mcp</c> names it: <c>[NAME=]COMMAND ARGS</c>. Without a name it is called by its program.</summary>
internal sealed partial record ServerLine(string Name, string Command, IReadOnlyList<string> Arguments)
{
    public static bool TryRead(string text, out ServerLine? line)
    {
        var named = Named().Match(text);
        var words = CommandLineParser.SplitCommandLine(named.Success ? text[named.Length..] : text).ToList();
        line = words is [{ } command, .. var arguments] && command.Length > 0
            ? new ServerLine(named.Success ? named.Groups["name"].Value : Path.GetFileNameWithoutExtension(command), command, arguments)
            : null;
        return line is not null;
    }

    [GeneratedRegex(@"^\s*(?<name>[A-Za-z0-9_-]+)=", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();
}

/// <summary>A tool of a server as <c>--reads</c> names it: <c>NAME/TOOL</c>.</summary>
internal sealed record ToolName(string Server, string Tool)
{
    public static bool TryRead(string text, out ToolName? name)
    {
        name = text.Split('/') is [{ Length: > 0 } server, { Length: > 0 } tool] ? new ToolName(server, tool) : null;
        return name is not null;
    }
}
