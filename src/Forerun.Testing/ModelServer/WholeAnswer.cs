using System.Text;
using Microsoft.AspNetCore.Http;

namespace Forerun.Testing;

/// <summary>An answer that isn't streamed.</summary>
internal sealed class WholeAnswer(HttpResponse response, RecordedRequest record, Reply reply, Wire wire)
{
    public async Task SendAsync(Pace pace, CancellationToken cancellationToken)
    {
        try
        {
            await pace.UntilAsync(reply.Tokens, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            record.Produced(pace.TokensNow(reply.Tokens));
            throw;
        }

        record.Produced(reply.Tokens);
        var bytes = Encoding.UTF8.GetBytes(wire.Whole(reply, record.Fault != ModelFault.NoUsage).ToJsonString());
        var half = bytes.AsMemory(0, bytes.Length / 2);
        response.ContentType = "application/json";
        response.ContentLength = record.Fault == ModelFault.MalformedChunk ? half.Length : bytes.Length;
        await response.Body.WriteAsync(record.Fault is ModelFault.MalformedChunk or ModelFault.CutStream ? half : bytes, cancellationToken)
            .ConfigureAwait(false);
        if (record.Fault == ModelFault.CutStream) throw new CutException();
    }
}
