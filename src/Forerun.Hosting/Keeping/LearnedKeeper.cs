using Forerun.Running;
using Forerun.Storage;
using Forerun.Storage.Learning;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Forerun.Hosting.Keeping;

/// <summary>What runs learn, kept in a file: saved now and then while runs settle, and at the end.</summary>
internal sealed class LearnedKeeper
{
    /// <summary>How often it is saved while runs settle: a process that dies loses what a minute has taught, which costs no dollar.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly ILogger<LearnedKeeper> logger;
    private readonly LearnedStore? store;
    private long savedAt;
    private string? told;

    public LearnedKeeper(IOptions<ForerunOptions> options, TimeProvider time, ILogger<LearnedKeeper> logger)
    {
        this.time = time;
        this.logger = logger;
        savedAt = time.GetTimestamp();
        store = Open(options.Value);
        Tell(store?.Fault);
    }

    /// <summary>What is wrong with the file; null if nothing is.</summary>
    public string? Fault => store?.Fault ?? told;

    /// <summary>What the runs of a tenant learn and hand on; null: kept in memory only, as the engine does by itself.</summary>
    public Func<string?, Learned>? Of => store is null ? null : store.Of;

    /// <summary>A run has settled: saves, if it is time.</summary>
    public void Settled()
    {
        lock (gate)
        {
            if (store is null || time.GetElapsedTime(savedAt) < Interval) return;
            savedAt = time.GetTimestamp();
        }

        Save();
    }

    /// <summary>Saves.</summary>
    public void Save()
    {
        if (store is not null && !store.TrySave()) Tell(store.Fault);
    }

    private LearnedStore? Open(ForerunOptions options)
    {
        try
        {
            return Place.Of(options.Learned, UserData.Learned) is { } path ? LearnedStore.Open(path, options.Forget) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Tell($"{options.Section}:Learned can't be used: {e.Message}");
            return null;
        }
    }

    private void Tell(string? fault)
    {
        if (fault is null || fault == told) return;
        told = fault;
        logger.LearnedFailed(fault);
    }
}
