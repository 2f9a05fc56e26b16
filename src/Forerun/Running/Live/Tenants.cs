using System.Collections.Concurrent;

namespace Forerun.Running.Live;

/// <summary>What the runs of each tenant start from: rates may be shared between tenants, values never.</summary>
internal sealed class Tenants(EngineOptions options)
{
    private readonly ConcurrentDictionary<string, Learned> named = new(StringComparer.Ordinal);

    public Learned Of(string? tenant) =>
        options.LearnedOf is { } learnedOf ? learnedOf(tenant)
        : tenant is null ? options.Learned
        : named.GetOrAdd(tenant, static (_, shared) => shared.WithoutValues(), options.Learned);
}
