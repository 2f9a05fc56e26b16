using Forerun.Running.Live;

namespace Forerun.Defining;

/// <summary>The services of one attempt. Their scope is opened when they are first asked for, and closed with the attempt.</summary>
internal sealed class AttemptServices(string step, Func<AttemptScope>? newScope) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private AttemptScope? scope;
    private bool isOver;

    public IServiceProvider Provider
    {
        get
        {
            lock (gate)
            {
                if (isOver) throw new InvalidOperationException($"This attempt at step '{step}' is over, and so are its services; ask for them before.");
                return (scope ??= Open()).Services;
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        lock (gate) isOver = true;
        return scope?.Lifetime.DisposeAsync() ?? default;
    }

    private AttemptScope Open() => (newScope ?? throw new InvalidOperationException(
        $"Step '{step}' asks for services, but its engine has none; get the engine from AddForerun, or give it EngineOptions.NewScope."))();
}
