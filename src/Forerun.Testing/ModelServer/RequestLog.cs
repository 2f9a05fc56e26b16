using Forerun.Effects;

namespace Forerun.Testing;

/// <summary>The requests of a server, in the order they came, and how often each was made.</summary>
internal sealed class RequestLog
{
    private readonly Lock gate = new();
    private readonly List<RecordedRequest> all = [];
    private readonly Dictionary<Digest, int> seen = [];
    private int accepted;

    public IReadOnlyList<RecordedRequest> All
    {
        get { lock (gate) return [.. all]; }
    }

    public RecordedRequest Open()
    {
        var record = new RecordedRequest();
        lock (gate) all.Add(record);
        return record;
    }

    public FaultQuestion Accept(RecordedRequest record, ModelRequest request)
    {
        record.Request = request;
        lock (gate)
        {
            var before = seen.GetValueOrDefault(request.Identity);
            seen[request.Identity] = before + 1;
            return new FaultQuestion(request, accepted++, before);
        }
    }
}
