using Forerun.AI.Speculating.Loop;
using Forerun.AI.Speculating.Replies;
using Forerun.Effects;

namespace Forerun.AI.Speculating.Sessions;

/// <summary>The replies that are coming, by their call's key, and the turn that wants them.</summary>
internal sealed class ReplyBook(Func<TimeSpan> now)
{
    private readonly Lock gate = new();
    private readonly Dictionary<Key, OpenReply> open = [];
    private readonly Dictionary<Key, Turn> wanted = [];

    /// <summary>A call of a model begins.</summary>
    public OpenReply Begin(Key key, ModelAsk ask)
    {
        var reply = new OpenReply(ask, now);
        lock (gate)
        {
            open[key] = reply;
            if (wanted.TryGetValue(key, out var turn)) reply.ShowTo(turn);
        }

        return reply;
    }

    /// <summary>The real world wants the reply to a call.</summary>
    public void Want(Key key, bool isBegun, Turn turn)
    {
        lock (gate)
        {
            wanted[key] = turn;
            if (!isBegun) open.Remove(key); // what was begun by that key before has been given up
            else if (open.TryGetValue(key, out var reply)) reply.ShowTo(turn);
        }
    }

    /// <summary>The reply to a call; null if it has not begun.</summary>
    public OpenReply? Find(Key key)
    {
        lock (gate) return open.GetValueOrDefault(key);
    }

    /// <summary>A turn is over: what it did not want nobody will.</summary>
    public void Clear()
    {
        lock (gate)
        {
            open.Clear();
            wanted.Clear();
        }
    }
}
