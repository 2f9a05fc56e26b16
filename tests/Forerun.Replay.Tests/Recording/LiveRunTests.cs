using Forerun.Effects;
using Forerun.Policies;
using Forerun.Pricing;
using Forerun.Recording;
using Forerun.Running.Live;
using Forerun.Testing;
using Forerun.Tests;
using Forerun.Traces;
using Forerun.Workflows;

namespace Forerun.Replay.Tests.Recording;

/// <summary>A recorded live run, replayed: the same seconds and the same dollars.</summary>
public sealed class LiveRunTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("forerun-");
    private readonly ManualTime time = new();

    private string Path => System.IO.Path.Combine(folder.FullName, "live.jsonl");

    [Theory]
    [InlineData(RecordedContent.Full)]
    [InlineData(RecordedContent.Hashed)]
    [InlineData(RecordedContent.Redacted)]
    public async Task Replay_Sequential_TakesTheSecondsAndTheDollarsOfTheLiveRun(RecordedContent content)
    {
        var recorder = new RunRecorder(Path, new RecordingOptions { Content = content });
        var engine = new Engine(new EngineOptions(time, () => "live") { Policy = static () => new SequentialPolicy(), Recorder = recorder });
        var run = engine.Start(AutoReply, new Paced(time));
        foreach (var next in (double[])[2.25, 1.5, 6, 0.75, 1.25]) await PassAsync(next);
        var live = await run.Settled;

        var report = Replayer.Run(TraceReader.Read(Path), new ReplayOptions { Policy = "sequential" });

        Assert.Equal(TimeSpan.FromSeconds(11.75), live.AnsweredAt);
        Assert.Equal((decimal)live.AnsweredAt.TotalSeconds, report.Sequential.Seconds);
        Assert.Equal(live.Cost.Amount, report.Sequential.Usd);
        Assert.True(report.Sequential.Usd > 0.0123m);
    }

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>Two branches, a draft that reads a part of the one and all of the other, and an effect that takes a while to leave.</summary>
    private static Graph AutoReply => new("auto-reply",
    [
        new Node("route", new Operation("classify") { Model = "gpt-4o-mini", Effect = Effect.None }, []),
        new Node("who", new Operation("lookup") { Kind = OperationKind.Tool, Effect = Effect.None, Price = new Usd(0.0123m) }, []),
        new Node("draft", new Operation("draft") { Model = "gpt-4o", Effect = Effect.None },
            [new Dependency(new Reading("route", "$.label"), "router_k_way", 3), new Dependency(new Reading("who"))]),
        new Node("send", new Operation("send") { Kind = OperationKind.Tool, Effect = Effect.Staged }, [new Dependency(new Reading("draft"))]),
    ]);

    /// <summary>Lets the next timer come due: each call, and each effect that leaves, waits for one.</summary>
    private async Task PassAsync(double seconds)
    {
        await Eventually.Happens(() => time.Waiting > 0 && time.Waiting >= Paced.At(time));
        time.Advance(TimeSpan.FromSeconds(seconds));
    }

    /// <summary>classify 3.75 s, lookup 2.25 s, draft 6 s, send 0.75 s and 1.25 s to leave.</summary>
    private sealed class Paced(ManualTime time) : IPerformer
    {
        /// <summary>How many timers wait at a time: two branches at first, then one.</summary>
        public static int At(ManualTime time) => time.GetUtcNow() == new ManualTime().GetUtcNow() ? 2 : 1;

        public async ValueTask<Performance> PerformAsync(Call call, IFlight flight)
        {
            var seconds = call.Slot switch { "route" => 3.75, "who" => 2.25, "draft" => 6, _ => 0.75 };
            await Task.Delay(TimeSpan.FromSeconds(seconds), time, flight.Cancellation);
            return new Performance(Value.From(new { label = "refund", of = call.Slot }), call.Operation.Model is null ? null : new TokenUsage(1_234, 567, 89));
        }

        public async ValueTask<Value> CommitAsync(Call call, Value prepared, CancellationToken cancellationToken)
        {
            await Task.Delay(TimeSpan.FromSeconds(1.25), time, cancellationToken);
            return prepared;
        }
    }
}
