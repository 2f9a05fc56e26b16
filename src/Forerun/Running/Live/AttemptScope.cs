namespace Forerun.Running.Live;

/// <summary>Services that one attempt has to itself: no other attempt, real or on a guess, ever gets an object of them.</summary>
/// <param name="Services">The services.</param>
/// <param name="Lifetime">Disposed of when the attempt is over, also when it was cancelled or has failed.</param>
public sealed record AttemptScope(IServiceProvider Services, IAsyncDisposable Lifetime);
