using Microsoft.Extensions.AI;

namespace Forerun.AI.Steps;

/// <summary>Sees a model's answer while it comes.</summary>
internal interface IOnlooker
{
    /// <summary>Whether something of the try under way was shown to others: a stream that somebody has seen is never begun anew.</summary>
    bool HasShown { get; }

    /// <summary>What the run is told of the answer so far, instead of its text.</summary>
    string Text { get; }

    /// <summary>A try begins. What one before it has brought is nobody's.</summary>
    void Begin();

    /// <summary>A piece has come. True: the run is to be told now.</summary>
    bool See(ChatResponseUpdate update);
}

/// <summary>A stream broke after something of it had been shown; nobody may try again.</summary>
/// <param name="cause">What broke it.</param>
internal sealed class ShownException(Exception cause) : Exception(cause.Message, cause);
