namespace Forerun.Testing;

/// <summary>
/// What a model answers. It must be a pure function of <see cref="ModelRequest.Identity"/> (model, messages, seed), so that the same
/// request gets the same answer, whoever asks, when, and streaming or not. It is asked by many requests at once.
/// </summary>
public interface IModelScript
{
    /// <summary>The answer to a request. What it throws, the client sees as a 500 with the message.</summary>
    ModelAnswer Answer(ModelRequest request);
}
