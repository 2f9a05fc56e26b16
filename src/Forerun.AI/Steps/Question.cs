using System.Text;
using Forerun.AI.Clients;
using Forerun.AI.Retrying;
using Forerun.Pricing;
using Forerun.Running.Live;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Steps;

/// <summary>One question of a step to a model, through all its tries.</summary>
internal sealed class Question
{
    private readonly IFlight flight;
    private readonly TokenCounting counting;
    private readonly IChatClient client;
    private readonly ChatMessage[] messages;
    private readonly ChatOptions? options;
    private readonly TokenUsage? before;
    private readonly IOnlooker? onlooker;
    private Stream stream;
    private bool isFirst = true;

    public Question(IFlight flight, TokenCounting counting, IChatClient client, ChatMessage[] messages, ChatOptions? options, TokenUsage? before,
        IOnlooker? onlooker = null)
    {
        this.onlooker = onlooker;
        this.flight = flight;
        this.counting = counting;
        this.client = client;
        this.messages = messages;
        this.options = options;
        this.before = before;
        stream = new Stream(counting);
        Course = new Course { OnFailed = Failed };
    }

    public Course Course { get; }

    /// <summary>What the answer used; null: the service did not say, and what was counted may not stand for it.</summary>
    public TokenUsage? Used => stream.Told is { IsComplete: true } told ? told : counting.IsExact ? SoFar : null;

    private TokenUsage SoFar => new(
        stream.Told?.InputTokens ?? counting.Input(messages, options),
        Math.Max(stream.Told?.OutputTokens ?? 0, stream.Counted), stream.Told?.CachedInputTokens, null, stream.Told?.ReasoningTokens);

    public async Task<ChatResponse> TryAsync()
    {
        if (!isFirst) await flight.TryAgainAsync().ConfigureAwait(false);
        isFirst = false;
        stream = new Stream(counting);
        onlooker?.Begin();
        try
        {
            await foreach (var update in client.GetStreamingResponseAsync(messages, options, flight.Cancellation).ConfigureAwait(false))
            {
                Course.HasBegun = true;
                stream.Add(update);
                if (onlooker?.See(update) == true || stream.IsWorthTelling) Tell(Fraction);
            }
        }
        catch (Exception e)
        {
            if (e is ModelException { Kind: ModelErrorKind.Malformed } && Course.HasBegun) stream.AddUnreadable();
            if (e is OperationCanceledException || Failure.Of(e, Course.HasBegun).MayBeBilled) Tell(Fraction);
            if (onlooker is { HasShown: true } && !flight.Cancellation.IsCancellationRequested) throw new ShownException(e);
            throw;
        }

        Tell(1);
        return stream.ToResponse();
    }

    private decimal Fraction
    {
        get
        {
            var expected = flight.Expected?.OutputTokens ?? options?.MaxOutputTokens;
            return expected > 0 ? Math.Min(0.99m, stream.Pieces / (decimal)expected) : 0;
        }
    }

    private void Failed(FailedTry failed) => flight.Retried(failed.Why, failed.MayBeBilled || stream.Pieces > 0 ? SoFar : null);

    private void Tell(decimal fraction)
    {
        var text = stream.TakeText();
        flight.Report(onlooker is null ? text : onlooker.Text, fraction, before is null ? SoFar : before + SoFar);
    }

    /// <summary>What has come in one try.</summary>
    private sealed class Stream(TokenCounting counting)
    {
        private readonly List<ChatResponseUpdate> updates = [];
        private readonly StringBuilder text = new();
        private int told;

        public TokenUsage? Told { get; private set; }

        public long Counted { get; private set; }

        /// <summary>How many updates brought a part of the answer; where a service sends each token by itself, its tokens.</summary>
        public long Pieces { get; private set; }

        /// <summary>A long text is not told again for each of its letters: what has grown by a sixty-fourth is told.</summary>
        public bool IsWorthTelling => text.Length > told && text.Length - told >= text.Length / 64;

        public void Add(ChatResponseUpdate update)
        {
            updates.Add(update);
            Counted += counting.Output(update);
            if (update.Contents.Any(c => c is not UsageContent)) Pieces++;
            text.Append(update.Text);
            foreach (var content in update.Contents)
                if (content is UsageContent usage) Told = TokensOf(usage.Details);
        }

        /// <summary>A piece that could not be read was produced as well.</summary>
        public void AddUnreadable() => Counted++;

        public string TakeText()
        {
            told = text.Length;
            return text.ToString();
        }

        public ChatResponse ToResponse() => updates.ToChatResponse();

        private static TokenUsage TokensOf(UsageDetails usage) => new(
            usage.InputTokenCount, usage.OutputTokenCount, usage.CachedInputTokenCount, null, usage.ReasoningTokenCount);
    }
}
