using Microsoft.Extensions.AI;

namespace Forerun.AI.Retrying;

/// <summary>A stream up to the first update that shows something. Until there nobody has seen anything, so another may take its place.</summary>
internal sealed class StartedStream : IAsyncDisposable
{
    private StartedStream(IAsyncEnumerator<ChatResponseUpdate> rest) => Rest = rest;

    /// <summary>The updates so far; the last one shows something, unless the stream has ended.</summary>
    public List<ChatResponseUpdate> First { get; } = [];

    public IAsyncEnumerator<ChatResponseUpdate> Rest { get; }

    public bool HasEnded { get; private set; }

    public static async Task<StartedStream> OpenAsync(IAsyncEnumerable<ChatResponseUpdate> updates, Course course, CancellationToken cancellation)
    {
        var stream = new StartedStream(updates.GetAsyncEnumerator(cancellation));
        try
        {
            await stream.BeginAsync(course).ConfigureAwait(false);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask DisposeAsync() => Rest.DisposeAsync();

    private async Task BeginAsync(Course course)
    {
        while (await Rest.MoveNextAsync().ConfigureAwait(false))
        {
            course.HasBegun = true;
            First.Add(Rest.Current);
            if (Rest.Current.Contents.Count > 0 || Rest.Current.FinishReason is not null) return;
        }

        HasEnded = true;
    }
}
