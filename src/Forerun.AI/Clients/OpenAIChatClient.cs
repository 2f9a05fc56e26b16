using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Forerun.AI.Clients;

/// <summary>
/// OpenAI, and every service that speaks its chat protocol, as an <see cref="IChatClient"/>. It never tries again by itself, so that
/// every try is one call for whoever counts or pays. Safe for any number of calls at once.
/// </summary>
public sealed class OpenAIChatClient : IChatClient
{
    private readonly OpenAIChatClientOptions options;
    private readonly TimeProvider time;
    private readonly HttpClient http;
    private readonly OpenAIClient service;
    private readonly Faults faults;
    private readonly ChatClientMetadata metadata;

    /// <summary>A client of one service.</summary>
    /// <param name="options">Which service, and how long to wait for it.</param>
    /// <param name="time">The clock of the time-out.</param>
    /// <exception cref="ModelException">There is no key.</exception>
    /// <exception cref="ArgumentException">The model is blank, the endpoint is not http or https, or the time-out is not positive.</exception>
    public OpenAIChatClient(OpenAIChatClientOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        Check(options);
        this.options = options;
        this.time = time;
        // An abandoned stream is not read to its end: the connection closes, so that the service stops writing.
        HttpMessageHandler handler = new SocketsHttpHandler { AllowAutoRedirect = false, MaxResponseDrainSize = 0, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        if (options.Rates is { } rates) handler = new RateListener(rates, time) { InnerHandler = handler };
        http = new HttpClient(new AnswerCheck { InnerHandler = handler })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        service = new OpenAIClient(new ApiKeyCredential(options.Key!), new OpenAIClientOptions
        {
            Endpoint = options.Endpoint,
            Transport = new HttpClientPipelineTransport(http),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
        });
        faults = new Faults(options.Endpoint, options.Key!, options.Timeout, time);
        metadata = new ChatClientMetadata("openai", options.Endpoint, options.Model);
    }

    /// <inheritdoc/>
    /// <exception cref="ModelException">The call failed.</exception>
    /// <exception cref="ArgumentException">There is no message.</exception>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var (chat, model, sent, settings) = Prepare(messages, options);
        using var patience = new Patience(this.options.Timeout, time, cancellationToken);
        AskedCall.Now = new AskedCall(model);
        try
        {
            var answer = await chat.CompleteChatAsync(sent, settings, patience.Token).ConfigureAwait(false);
            return Answers.Of(answer.Value);
        }
        catch (Exception e)
        {
            throw faults.Of(e, model, patience);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ModelException">The call failed, or its stream broke off.</exception>
    /// <exception cref="ArgumentException">There is no message.</exception>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (chat, model, sent, settings) = Prepare(messages, options);
        using var patience = new Patience(this.options.Timeout, time, cancellationToken);
        var pieces = new Pieces();
        var asked = new AskedCall(model);
        var cap = options?.MaxOutputTokens;
        var chunks = chat.CompleteChatStreamingAsync(sent, settings, patience.Token).GetAsyncEnumerator(patience.Token);
        await using (chunks.ConfigureAwait(false))
        {
            while (await NextAsync(chunks, pieces, asked, patience).ConfigureAwait(false) is { } update)
            {
                // A piece is a token at least, so more pieces than tokens were allowed are too many.
                if (pieces.Shown > cap) throw faults.Overlong(cap.Value);
                yield return update;
            }
        }

        if (!pieces.IsFinished) throw pieces.HasBegun ? faults.Unfinished(pieces.Shown > 0) : faults.NoStream(asked.MediaType);
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null) return null;
        if (serviceType == typeof(ChatClientMetadata)) return metadata;
        return serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => http.Dispose();

    private static void Check(OpenAIChatClientOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(options.Model, nameof(options));
        if (!options.Endpoint.IsAbsoluteUri || options.Endpoint.Scheme is not ("http" or "https"))
            throw new ArgumentException("The endpoint is not an http or https address.", nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.Timeout, TimeSpan.Zero, nameof(options));
        if (string.IsNullOrWhiteSpace(options.Key))
            throw new ModelException(ModelErrorKind.NoKey, $"There is no key for {options.Endpoint.Host}; give one, or any word if the service needs none.");
    }

    private (ChatClient Chat, string Model, List<OpenAI.Chat.ChatMessage> Messages, ChatCompletionOptions Settings) Prepare(
        IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var model = options?.ModelId ?? this.options.Model;
        var sent = RequestMessages.Of(messages, options?.Instructions);
        if (sent.Count == 0) throw new ArgumentException("There is no message to send: give at least one.", nameof(messages));
        return (service.GetChatClient(model), model, sent, RequestOptions.Of(options));
    }

    private async Task<ChatResponseUpdate?> NextAsync(
        IAsyncEnumerator<StreamingChatCompletionUpdate> chunks, Pieces pieces, AskedCall asked, Patience patience)
    {
        try
        {
            AskedCall.Now = asked;
            patience.Wait();
            return await chunks.MoveNextAsync().ConfigureAwait(false) ? pieces.Read(chunks.Current) : null;
        }
        catch (Exception e)
        {
            throw faults.Of(e, asked.Model, patience);
        }
        finally
        {
            patience.Rest();
        }
    }
}
