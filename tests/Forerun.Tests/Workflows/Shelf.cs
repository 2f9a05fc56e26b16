using Forerun.Effects;
using Forerun.Workflows;

namespace Forerun.Tests.Workflows;

/// <summary>Outputs by key, put there by the test.</summary>
internal sealed class Shelf : IShelf
{
    public Dictionary<Key, Value> Finished { get; } = [];

    public Dictionary<Key, Growing> UnderWay { get; } = [];

    public bool IsUnderWay(Key key) => UnderWay.ContainsKey(key);

    public Value? Known(Key key) => Finished.GetValueOrDefault(key);

    public Growing? Growing(Key key) => UnderWay.GetValueOrDefault(key);
}
