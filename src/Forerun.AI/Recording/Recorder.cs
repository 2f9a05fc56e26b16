using Forerun.AI.Clients;
using Forerun.Pricing;
using Forerun.Recording;
using Forerun.Workflows;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Recording;

/// <summary>
/// Writes what agents do to a trace file, a line for each run, when the run has ended: its scope is disposed, it has been silent for
/// long, or the recorder is disposed. Any number of clients, tools and conversations may share one.
/// </summary>
public sealed class Recorder : IDisposable
{
    /// <summary>What a model call is called in the trace unless its client says otherwise.</summary>
    public const string Decide = "decide";

    private readonly Lock gate = new();
    private readonly RecorderOptions options;
    private readonly TimeProvider time;
    private readonly long began;
    private readonly TraceAppender file;
    private readonly RunBook book;
    private readonly ToolTimes times = new();
    private readonly AsyncLocal<RunScope?> scope = new();

    /// <summary>A recorder that has written nothing yet.</summary>
    /// <param name="path">The trace file; runs are added at its end.</param>
    /// <param name="time">The clock.</param>
    /// <param name="options">What becomes of values, what tools do, who is told of trouble. Default: as each says.</param>
    /// <exception cref="ArgumentException">No path, or options that can't be used; all errors at once.</exception>
    public Recorder(string path, TimeProvider time, RecorderOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(time);
        this.options = options ?? new();
        if (this.options.Errors is { Count: > 0 } errors) throw new ArgumentException(string.Join(" ", errors), nameof(options));
        this.time = time;
        began = time.GetTimestamp();
        file = new TraceAppender(path, this.options.OnWarning);
        book = new RunBook(this.options, this.options.Veil(), times, file, Path.GetFileNameWithoutExtension(path), time.GetUtcNow());
    }

    private TimeSpan Now => time.GetElapsedTime(began);

    /// <summary>Makes all calls that flow from here one run, until the result is disposed; that writes it.</summary>
    /// <param name="name">The run's id in the trace.</param>
    /// <param name="task">What it is to do; runs of one task tell each other's answers. Default: what its first message says.</param>
    public IDisposable Run(string name, string? task = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return scope.Value = new RunScope(this, scope, name, task, Now);
    }

    /// <summary>Writes all runs of which nothing is under way. What comes later is another run.</summary>
    public void Flush() => Quietly(() => book.WriteAll(Now, alsoUnderWay: false));

    /// <summary>Writes all runs; calls still under way are left out.</summary>
    public void Dispose() => Quietly(() => book.WriteAll(Now, alsoUnderWay: true));

    internal void End(RunScope ended) => Quietly(() => book.Write(ended, Now));

    internal RecordedCall? Asked(IReadOnlyList<ChatMessage> messages, ChatOptions? asked, string operation, string? model)
    {
        RecordedCall? call = null;
        Quietly(() => call = book.Ask(messages, asked, scope.Value, operation, model, Now));
        return call;
    }

    internal void Streamed(RecordedCall? call, ChatResponseUpdate update)
    {
        if (call is not null) Quietly(() => call.See(update, Now));
    }

    internal void Answered(RecordedCall? call, ChatResponse answer)
    {
        if (call is not null) Quietly(() => book.End(call, Reply.Of(answer), null, Now));
    }

    /// <summary>A stream has ended: whole, or by an error, or because nobody reads on.</summary>
    internal void Ended(RecordedCall? call, Exception? error, bool isLeft = false)
    {
        if (call is null || call.Draft.Ended is not null) return;
        Quietly(() =>
        {
            var reply = Reply.Of(call.Updates.ToChatResponse()) with { Error = error?.GetType().Name ?? (isLeft ? "left" : null) };
            book.End(call, reply, error is ModelException { MayBeBilled: false } ? TokenUsage.Zero : null, Now);
        });
    }

    internal ToolCall? ToolCalled(string name, AIFunctionArguments arguments)
    {
        ToolCall? call = null;
        Quietly(() => call = times.Add(name, Value.Of(Json.Of(arguments)).Digest, Now));
        return call;
    }

    internal void ToolReturned(ToolCall? call)
    {
        if (call is not null) Quietly(() => call.Ended = Now);
    }

    /// <summary>Whatever goes wrong in here is told once, and is no matter of the agent's.</summary>
    private void Quietly(Action record)
    {
        try
        {
            lock (gate) record();
        }
#pragma warning disable CA1031 // a recording must not end what it records
        catch (Exception e)
#pragma warning restore CA1031
        {
            file.Warn(e);
        }
    }
}
