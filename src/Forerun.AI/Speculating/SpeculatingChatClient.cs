using System.Runtime.CompilerServices;
using Forerun.AI.Metering;
using Forerun.AI.Speculating.Callers;
using Forerun.AI.Speculating.Loop;
using Forerun.AI.Speculating.Replies;
using Forerun.AI.Speculating.Sessions;
using Forerun.AI.Tools;
using Forerun.Policies;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Speculating;

/// <summary>
/// An agent that begins early what may begin early and pays; made by <see cref="SpeculationExtensions.WithSpeculation(IChatClient, Action{SpeculationOptions})"/>. Safe for any
/// number of conversations at once. Dispose of it asynchronously: what is under way is given up and awaited.
/// </summary>
public sealed class SpeculatingChatClient : DelegatingChatClient, IAsyncDisposable
{
    private readonly SpeculationOptions options;
    private readonly IReadOnlyDictionary<string, ToolEffect> declared;
    private readonly string? model;
    private readonly Floor floor;
    private readonly Conversations conversations;
    private readonly Func<IReadOnlyList<ChatMessage>, ChatOptions?, long?>? mostInput;
    private volatile bool isDisposed;

    internal SpeculatingChatClient(IChatClient client, SpeculationOptions options)
        : base(client)
    {
        this.options = options;
        declared = options.Tools.AsReadOnly();
        model = options.Model ?? ModelOf(client);
        mostInput = options.Limits is null ? null : options.Counting.Input;
        Callers = new CallerTools(options);
        conversations = new Conversations(options.Time, options.IdleFor);
        floor = new Floor(client, options, options.Drafter is { } drafter ? ModelOf(drafter) : null);
    }

    /// <summary>How many conversations wait for their next turn.</summary>
    public int Waiting => conversations.Count;

    /// <summary>The tools that callers with a loop of their own call.</summary>
    internal CallerTools Callers { get; }

    /// <summary>Dial, value of time, switch and prices in force.</summary>
    public Settings Settings => floor.Engine.Settings;

    /// <summary>Turns them, also for conversations under way; bets are weighed again.</summary>
    /// <exception cref="ArgumentException">The settings contradict themselves; all errors at once.</exception>
    public void Turn(Settings now) => floor.Engine.Turn(now);

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var seat = Seat(messages, options, isStreaming: false, cancellationToken);
        try
        {
            using (seat.GiveUpOn(cancellationToken)) await seat.Turn.Done.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await seat.LeaveAsync().ConfigureAwait(false);
            if (cancellationToken.IsCancellationRequested) throw new OperationCanceledException(e.Message, e, cancellationToken);
            throw;
        }

        var response = await seat.Turn.Done.ConfigureAwait(false);
        Keep(seat, response.Messages);
        return response;
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var seat = Seat(messages, options, isStreaming: true, cancellationToken);
        var isAnswered = false;
        try
        {
            using (seat.GiveUpOn(cancellationToken))
            {
                while (await NextAsync(seat, cancellationToken).ConfigureAwait(false))
                    while (seat.Turn.Updates.TryRead(out var update)) yield return update;
            }

            isAnswered = true;
        }
        finally
        {
            // Whoever reads no further has given the turn up.
            if (!isAnswered) await seat.LeaveAsync().ConfigureAwait(false);
        }

        var response = await seat.Turn.Done.ConfigureAwait(false);
        Keep(seat, response.Messages);
    }

    /// <summary>Ends the conversations that wait for their next turn, and awaits what was begun for them.</summary>
    public Task DropAsync() => conversations.DropAsync();

    /// <summary>Gives up what is under way, awaits it, and disposes of the client within.</summary>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        Dispose();
    }

    /// <summary>As <see cref="DisposeAsync"/>, and holds the thread until then.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing) CloseAsync().GetAwaiter().GetResult();
        base.Dispose(disposing);
    }

    private Task CloseAsync()
    {
        isDisposed = true;
        conversations.Close();
        return floor.CloseAsync();
    }

    private static string? ModelOf(IChatClient client) => (client.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata)?.DefaultModelId;

    private static async Task<bool> NextAsync(Seat seat, CancellationToken cancellationToken)
    {
        try
        {
            return await seat.Turn.Updates.WaitToReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
    }

    private Seat Seat(IEnumerable<ChatMessage> messages, ChatOptions? asked, bool isStreaming, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ObjectDisposedException.ThrowIf(isDisposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        ChatMessage[] given = [.. messages];
        var tags = UsageTags.Of(asked).Or(TagScope.Current);
        var turn = new Turn(RequestOf(given, asked, tags), isStreaming);
        var conversation = ConversationOf(given, tags, turn.Request.Tools.IsCallers);
        conversation.Begin(turn);
        return new Seat(conversation, turn, tags, given);
    }

    private Request RequestOf(ChatMessage[] given, ChatOptions? asked, UsageTags tags)
    {
        var name = asked?.ModelId ?? model;
        if (Callers.In(asked?.Tools, tags.Tenant) is { Count: > 0 } callers) return new Request(given, asked, new Toolbox(callers, declared), name) { MostInput = mostInput };
        var (plain, leave) = Approvals.Take(given);
        return new Request(plain, asked, new Toolbox(asked?.Tools ?? [], declared), name) { Leave = leave, MostInput = mostInput };
    }

    private Conversation ConversationOf(ChatMessage[] given, UsageTags tags, bool isCallers)
    {
        var before = conversations.TryTake(tags.Tenant, tags.Conversation, given);
        if (before?.IsCallers == isCallers) return before;
        before?.End();
        var conversation = floor.Open(tags, isCallers);
        if (isCallers) Callers.Add(conversation);
        return conversation;
    }

    /// <summary>A conversation of which nothing can be begun between two turns is over with its turn, unless all its turns share a limit.</summary>
    private void Keep(Seat seat, IEnumerable<ChatMessage> answer)
    {
        var request = seat.Turn.Request;
        var isOfUse = options.Limits is not null || (Settings.Enabled && request.Tools.AnyIsAdmissible);
        if (isOfUse && !seat.Turn.CallsOthers && !seat.Conversation.IsOver)
            conversations.Keep(seat.Conversation, seat.Tags.Tenant, seat.Tags.Conversation, seat.Given.Concat(answer));
        else seat.Conversation.End();
    }
}
