using System.Text.RegularExpressions;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Forerun.Mcp.Tools;

/// <summary>The tools that a server has said it has, as far as models can call them.</summary>
/// <param name="Tools">Them, by name.</param>
/// <param name="Skipped">The names of the others, printable.</param>
internal sealed partial record Listing(IReadOnlyDictionary<string, McpClientTool> Tools, IReadOnlyList<string> Skipped)
{
    /// <summary>Asks for it, page by page, and no further than the most that are taken: a server may have pages without end.</summary>
    public static async Task<Listing> OfAsync(McpClient client, int most, CancellationToken cancellationToken)
    {
        var tools = new Dictionary<string, McpClientTool>(StringComparer.Ordinal);
        var skipped = new List<string>();
        var asked = new ListToolsRequestParams();
        for (var page = 0; page <= most; page++)
        {
            var answer = await client.ListToolsAsync(asked, cancellationToken).ConfigureAwait(false);
            foreach (var tool in answer.Tools)
            {
                if (tools.Count < most && CanBeCalled().IsMatch(tool.Name) && tools.TryAdd(tool.Name, new McpClientTool(client, tool))) continue;
                if (skipped.Count < most) skipped.Add(Printable.Of(tool.Name));
            }

            if (answer.NextCursor is not { } next || tools.Count >= most) break;
            asked = new ListToolsRequestParams { Cursor = next };
        }

        return new Listing(tools, skipped);
    }

    /// <summary>What the services of models take for a name.</summary>
    [GeneratedRegex("^[a-zA-Z0-9_-]{1,64}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CanBeCalled();
}
