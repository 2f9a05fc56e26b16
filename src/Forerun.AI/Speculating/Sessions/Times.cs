using System.Collections.Concurrent;
using Forerun.Effects;

namespace Forerun.AI.Speculating.Sessions;

/// <summary>When the calls of a conversation began and ended.</summary>
internal sealed class Times(TimeProvider time)
{
    private readonly long began = time.GetTimestamp();
    private readonly ConcurrentDictionary<Key, (TimeSpan Began, TimeSpan Ended)> calls = new();

    /// <summary>Time since the conversation began.</summary>
    public TimeSpan Now => time.GetElapsedTime(began);

    public void Ended(Key call, TimeSpan since) => calls[call] = (since, Now);

    public (TimeSpan Began, TimeSpan Ended) Of(Key call) => calls.GetValueOrDefault(call);
}
