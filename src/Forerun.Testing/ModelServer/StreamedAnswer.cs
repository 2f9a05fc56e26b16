using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Forerun.Testing;

/// <summary>An answer token by token, as server-sent events. The response begins with its first token.</summary>
internal sealed class StreamedAnswer(HttpResponse response, RecordedRequest record, ModelRequest request, Reply reply, Wire wire)
{
    private readonly bool usage = request.IncludeUsage && record.Fault != ModelFault.NoUsage;

    public async Task SendAsync(Pace pace, CancellationToken cancellationToken)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache";
        var broken = (reply.Tokens + 1) / 2;
        await pace.UntilAsync(0, cancellationToken).ConfigureAwait(false);
        await SendAsync(wire.Chunk(new JsonObject { ["role"] = "assistant", ["content"] = reply.Answer.Text is null ? null : "" }), cancellationToken)
            .ConfigureAwait(false);
        for (var token = 1; token <= reply.Tokens; token++)
        {
            await pace.UntilAsync(token, cancellationToken).ConfigureAwait(false);
            record.Produced(token);
            if (record.Fault == ModelFault.MalformedChunk && token == broken) await SendBrokenAsync(cancellationToken).ConfigureAwait(false);
            foreach (var piece in reply.Between(reply.EndOf(token - 1), reply.EndOf(token)))
                await SendAsync(wire.Chunk(Wire.Delta(piece, reply.Answer.ToolCalls)), cancellationToken).ConfigureAwait(false);
            if (record.Fault == ModelFault.CutStream && token == broken) throw new CutException();
        }

        if (record.Fault == ModelFault.CutStream) throw new CutException();
        await SendAsync(wire.Chunk([], reply.Finish), cancellationToken).ConfigureAwait(false);
        if (usage) await SendAsync(wire.UsageChunk(reply.Usage(reply.Tokens)), cancellationToken).ConfigureAwait(false);
        await WriteAsync("[DONE]", cancellationToken).ConfigureAwait(false);
    }

    private Task SendAsync(JsonObject chunk, CancellationToken cancellationToken)
    {
        if (usage && !chunk.ContainsKey("usage")) chunk["usage"] = null;
        return WriteAsync(chunk.ToJsonString(), cancellationToken);
    }

    private Task SendBrokenAsync(CancellationToken cancellationToken)
    {
        var whole = wire.Chunk(new JsonObject { ["content"] = "half" }).ToJsonString();
        return WriteAsync(whole[..(whole.Length / 2)], cancellationToken);
    }

    private async Task WriteAsync(string data, CancellationToken cancellationToken) =>
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes($"data: {data}\n\n"), cancellationToken).ConfigureAwait(false);
}
