using Forerun.Hosting.Configuring;
using Forerun.Hosting.Keeping;
using Forerun.Running.Live;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Forerun.Hosting;

/// <summary>The way into a host.</summary>
public static class ForerunServiceCollectionExtensions
{
    /// <summary>
    /// Adds an <see cref="Engine"/> that lives as long as the host, with its options, logs, ledger, a health check named <c>forerun</c>, and a
    /// stop that awaits every run. See docs/hosting.md.
    /// </summary>
    /// <param name="services">The services. A <see cref="TimeProvider"/> and an <see cref="IRunRecorder"/> are used if there are any.</param>
    /// <param name="configuration">The section of Forerun, or a whole configuration that has a section <c>Forerun</c>.</param>
    /// <remarks>
    /// What is wrong with the options is thrown when the host starts, all at once, as an <see cref="OptionsValidationException"/>. Later, bad
    /// options are refused with an error in the log and those before stay in force.
    /// </remarks>
    public static IServiceCollection AddForerun(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration as IConfigurationSection ?? configuration.GetSection("Forerun");
        services.AddSingleton<IOptionsChangeTokenSource<ForerunOptions>>(new ConfigurationChangeTokenSource<ForerunOptions>(section));
        return services.AddForerun(options => SectionReader.Read(section, options));
    }

    /// <summary>The same with options by code; both may be called, the later one going over the earlier one's.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options.</param>
    public static IServiceCollection AddForerun(this IServiceCollection services, Action<ForerunOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<ForerunOptions>().Configure(configure);
        if (services.Any(s => s.ServiceType == typeof(EngineMaker))) return services;
        services.AddOptions<ForerunOptions>().ValidateOnStart();
        services.TryAddSingleton(Ambient.Clock);
        services.AddSingleton<IOptionsFactory<ForerunOptions>, LastGoodOptions>();
        services.AddSingleton<IValidateOptions<ForerunOptions>, OptionsCheck>();
        services.AddSingleton<LedgerKeeper>();
        services.AddSingleton<LearnedKeeper>();
        services.AddSingleton<EngineMaker>();
        services.AddSingleton(provider => EngineMaker.LimitsOf(provider.GetRequiredService<IOptions<ForerunOptions>>().Value.Limits));
        services.AddSingleton(provider => provider.GetRequiredService<EngineMaker>().Make());
        services.AddHostedService<ForerunService>();
        services.AddHealthChecks().AddCheck<ForerunHealthCheck>(ForerunHealthCheck.Name);
        return services.AddLogging();
    }
}
