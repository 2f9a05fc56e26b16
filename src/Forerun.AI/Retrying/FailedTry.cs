namespace Forerun.AI.Retrying;

/// <summary>A try that failed and is followed by another.</summary>
/// <param name="Number">Which try of its call, from 1.</param>
/// <param name="Why">What went wrong, in a word or two; it holds no key and no content.</param>
/// <param name="Wait">How long it is until the next one.</param>
/// <param name="MayBeBilled">Whether the service may bill it.</param>
public readonly record struct FailedTry(int Number, string Why, TimeSpan Wait, bool MayBeBilled);
