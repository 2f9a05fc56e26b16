using Forerun.Effects;

namespace Forerun.Workflows;

/// <summary>Outputs by key, whoever started the calls.</summary>
public interface IShelf
{
    /// <summary>The output of a finished call that may still be adopted, or null.</summary>
    Value? Known(Key key);

    /// <summary>Whether a call that may be adopted is under way.</summary>
    bool IsUnderWay(Key key);

    /// <summary>What a call under way has produced so far, or null.</summary>
    Growing? Growing(Key key);
}
