namespace Forerun.Mcp;

/// <summary>An MCP server did not start, ended, did not answer in time, or refused a call. The message is one sentence, safe to print.</summary>
public sealed class McpServerException : Exception
{
    internal McpServerException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
