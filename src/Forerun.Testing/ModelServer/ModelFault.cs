namespace Forerun.Testing;

/// <summary>What a model server does wrong on a request.</summary>
public enum ModelFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It answers 429 with a <c>Retry-After</c> header, at once.</summary>
    RateLimited,

    /// <summary>It answers 500, at once.</summary>
    ServerError,

    /// <summary>The connection ends after half of the tokens, without an end mark; one that isn't streamed, after half of its bytes.</summary>
    CutStream,

    /// <summary>The first token, and all after it, come later.</summary>
    SlowFirstToken,

    /// <summary>The chunk in the middle of the stream is half a JSON object; an answer that isn't streamed is one itself.</summary>
    MalformedChunk,

    /// <summary>It says nothing about tokens, though it was asked.</summary>
    NoUsage,

    /// <summary>It goes on and on, and keeps to no limit that the request sets.</summary>
    HugeReply,

    /// <summary>It takes the request and never answers, until the client or the server gives up.</summary>
    NoAnswer,

    /// <summary>It answers 429 with the code <c>insufficient_quota</c>, at once: no wait helps.</summary>
    OutOfCredit,

    /// <summary>It answers 501, at once.</summary>
    NotOffered,

    /// <summary>It answers 200 with a web page, at once.</summary>
    WebPage,

    /// <summary>It answers 200 with nothing, at once.</summary>
    EmptyAnswer,

    /// <summary>It answers in one piece, though a stream was asked for.</summary>
    Unstreamed,
}
