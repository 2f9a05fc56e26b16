using System.Collections.Concurrent;
using Forerun.Running.Live;
using Forerun.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Forerun.Hosting.Tests;

/// <summary>A host with a clock that the test turns, a configuration that it changes, and a log that it reads.</summary>
internal sealed class HostLab : IAsyncDisposable
{
    private readonly MemorySource source = new();

    public HostLab(Dictionary<string, string?> configuration, Action<IServiceCollection>? services = null)
    {
        source.Values = configuration;
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        ((IConfigurationBuilder)builder.Configuration).Add(source);
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddLogging(logging => logging.AddProvider(Log));
        services?.Invoke(builder.Services);
        builder.Services.AddForerun(builder.Configuration.GetSection("Forerun"));
        Host = builder.Build();
    }

    public ManualTime Time { get; } = new();

    public LogBook Log { get; } = new();

    public IHost Host { get; }

    public Engine Engine => Host.Services.GetRequiredService<Engine>();

    /// <summary>No files at all: for tests that are about something else.</summary>
    public static Dictionary<string, string?> InMemory(params (string Key, string Value)[] more)
    {
        var all = new Dictionary<string, string?> { ["Forerun:Ledger"] = "none", ["Forerun:Learned"] = "none" };
        foreach (var (key, value) in more) all[$"Forerun:{key}"] = value;
        return all;
    }

    public void Change(string key, string? value)
    {
        source.Values[$"Forerun:{key}"] = value;
        ((IConfigurationRoot)Host.Services.GetRequiredService<IConfiguration>()).Reload();
    }

    public async ValueTask DisposeAsync()
    {
        if (Host is IAsyncDisposable host) await host.DisposeAsync();
        Log.Dispose();
    }

    private sealed class MemorySource : IConfigurationSource
    {
        public Dictionary<string, string?> Values { get; set; } = [];

        public IConfigurationProvider Build(IConfigurationBuilder builder) => new MemoryProvider(this);
    }

    private sealed class MemoryProvider(MemorySource source) : ConfigurationProvider
    {
        public override void Load()
        {
            Data = new Dictionary<string, string?>(source.Values, StringComparer.OrdinalIgnoreCase);
            OnReload();
        }
    }
}

/// <summary>What was logged.</summary>
internal sealed class LogBook : ILoggerProvider
{
    public ConcurrentQueue<(LogLevel Level, int Id, string Text)> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public IReadOnlyList<string> Of(int id) => [.. Lines.Where(l => l.Id == id).Select(l => l.Text)];

    public void Dispose()
    {
    }

    private sealed class Logger(LogBook book, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => category.Contains("Forerun", StringComparison.Ordinal);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) book.Lines.Enqueue((logLevel, eventId.Id, formatter(state, exception)));
        }
    }
}
