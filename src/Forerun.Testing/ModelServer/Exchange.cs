using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Forerun.Testing;

/// <summary>One request that was accepted, and its answer or its fault.</summary>
internal sealed class Exchange(HttpContext http, ModelServerOptions options, RecordedRequest record, ModelRequest request, string id)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        switch (record.Fault)
        {
            case ModelFault.RateLimited:
                http.Response.Headers.RetryAfter = Math.Ceiling(options.FaultSizes.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                throw new RefusedException(ApiError.RateLimited);
            case ModelFault.ServerError:
                throw new RefusedException(ApiError.Server);
            case ModelFault.OutOfCredit:
                throw new RefusedException(ApiError.OutOfCredit);
            case ModelFault.NotOffered:
                throw new RefusedException(ApiError.NotOffered);
            case ModelFault.WebPage:
                http.Response.ContentType = "text/html; charset=utf-8";
                await http.Response.WriteAsync("<!doctype html><title>Sign in</title><p>Sign in to go on.", cancellationToken).ConfigureAwait(false);
                break;
            case ModelFault.EmptyAnswer:
                http.Response.ContentLength = 0;
                break;
            default:
                await AnswerAsync(cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    private async Task AnswerAsync(CancellationToken cancellationToken)
    {
        var pacing = options.Pacing;
        var reply = Scripted(ref pacing);
        if (record.Fault == ModelFault.SlowFirstToken) pacing = pacing with { FirstToken = pacing.FirstToken + options.FaultSizes.SlowFirstToken };
        var pace = new Pace(options.Time, pacing, options.Speed);
        var wire = new Wire(id, options.Time.GetUtcNow(), request.Model);
        record.Begin(reply);
        if (record.Fault == ModelFault.NoAnswer)
            await Task.Delay(Timeout.InfiniteTimeSpan, options.Time, cancellationToken).ConfigureAwait(false);
        if (request.Stream && record.Fault != ModelFault.Unstreamed) await new StreamedAnswer(http.Response, record, request, reply, wire).SendAsync(pace, cancellationToken).ConfigureAwait(false);
        else await new WholeAnswer(http.Response, record, reply, wire).SendAsync(pace, cancellationToken).ConfigureAwait(false);
    }

    private Reply Scripted(ref Pacing pacing)
    {
        try
        {
            var answer = options.Script.Answer(request);
            pacing = answer.Pacing ?? pacing;
            return record.Fault == ModelFault.HugeReply
                ? new Reply(request, Huge(answer), null)
                : new Reply(request, answer, request.MaxTokens);
        }
        catch (Exception error)
        {
            throw new RefusedException(ApiError.Script(error));
        }
    }

    private ModelAnswer Huge(ModelAnswer answer) => answer with
    {
        Text = answer.Text + string.Concat(Enumerable.Repeat(" on", (options.FaultSizes.HugeTokens * 4 / 3) + 1)),
        Usage = answer.Usage is { } usage ? usage with { OutputTokens = null } : null,
    };
}
