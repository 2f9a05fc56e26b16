using System.Net;

namespace Forerun.AI.Clients;

/// <summary>Looks by its headers whether an answer without an error can be one of this protocol. What says nothing of itself passes.</summary>
internal sealed class AnswerCheck : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var type = answer.Content.Headers.ContentType?.MediaType?.ToLowerInvariant();
        if (AskedCall.Now is { } asked) asked.MediaType = type;
        var isElsewhere = (int)answer.StatusCode is >= 300 and < 400;
        if (!answer.IsSuccessStatusCode && !isElsewhere) return answer;
        var isEmpty = answer.Content.Headers.ContentLength == 0 || answer.StatusCode == HttpStatusCode.NoContent;
        if (!isElsewhere && !isEmpty && type is not ("text/html" or "application/xhtml+xml")) return answer;
        var status = (int)answer.StatusCode;
        answer.Dispose();
        throw new NoAnswerException(isEmpty, status);
    }
}

/// <summary>What came is no answer: another address (HTTP 300 to 399), nothing at all, or else a page for people.</summary>
internal sealed class NoAnswerException(bool isEmpty, int status) : Exception
{
    public bool IsEmpty => isEmpty;

    public int Status => status;
}
