using Microsoft.Extensions.AI;
using Polly;
using Polly.Retry;

namespace Forerun.AI.Retrying;

/// <summary>
/// The tries of a call. Whoever is outermost and knows of them makes them: a meter meters each by itself, a step charges each to its
/// attempt; the client within then sends each just once.
/// </summary>
internal sealed class Tries
{
    private static readonly AsyncLocal<Tries?> Owned = new();
    private static readonly ResiliencePropertyKey<Course> CourseKey = new("forerun.course");

    private readonly RetryOptions options;
    private readonly ResiliencePipeline pipeline;

    public Tries(RetryOptions options, TimeProvider time, Func<double> random)
    {
        this.options = options;
        if (options.MaxRetries == 0)
        {
            pipeline = ResiliencePipeline.Empty;
            return;
        }

        pipeline = new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = options.MaxRetries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.Delay,
            MaxDelay = options.MaxDelay,
            Randomizer = random,
            ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is { } e && IsWorthwhile(e, CourseOf(args.Context))),
            DelayGenerator = args => ValueTask.FromResult(FailureOf(args.Outcome.Exception!, CourseOf(args.Context)).RetryAfter),
            OnRetry = args =>
            {
                Tell(args, CourseOf(args.Context));
                return default;
            },
        }).Build();
    }

    /// <summary>Whether somebody further out makes the tries of the call that flows from here.</summary>
    public bool AreOwned => Owned.Value == this;

    /// <summary>Tries a call until it succeeds, or fails for good.</summary>
    /// <param name="course">What is known of the try under way.</param>
    /// <param name="one">One try.</param>
    /// <param name="cancellation">Gives the call up.</param>
    public async Task<T> RunAsync<T>(Course course, Func<Task<T>> one, CancellationToken cancellation)
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellation);
        context.Properties.Set(CourseKey, course);
        try
        {
            return await pipeline.ExecuteAsync(
                async (_, state) =>
                {
                    course.HasBegun = false;
                    Owned.Value = state.Tries;
                    return await state.One().ConfigureAwait(false);
                },
                context, (Tries: this, One: one)).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>Streams a call. It is tried again until it has shown something; a stream that somebody has seen is never begun anew.</summary>
    public async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(
        Func<IAsyncEnumerable<ChatResponseUpdate>> one, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var course = new Course();
        var stream = await RunAsync(course, () => StartedStream.OpenAsync(one(), course, cancellation), cancellation).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            foreach (var update in stream.First) yield return update;
            while (!stream.HasEnded && await stream.Rest.MoveNextAsync().ConfigureAwait(false)) yield return stream.Rest.Current;
        }
    }

    private bool IsWorthwhile(Exception cause, Course course)
    {
        var failure = FailureOf(cause, course);
        return failure.Retry && !(failure.RetryAfter > options.MaxRetryAfter);
    }

    private void Tell(OnRetryArguments<object> args, Course course)
    {
        var failure = FailureOf(args.Outcome.Exception!, course);
        var failed = new FailedTry(args.AttemptNumber + 1, failure.Why, args.RetryDelay, failure.MayBeBilled);
        course.OnFailed?.Invoke(failed);
        options.OnRetry?.Invoke(failed);
    }

    private static Failure FailureOf(Exception cause, Course course) => Failure.Of(cause, course.HasBegun);

    private static Course CourseOf(ResilienceContext context) => context.Properties.GetValue(CourseKey, null!);
}
