using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Forerun.Hosting.Configuring;

/// <summary>
/// Makes options like the usual factory, but a reload that brings bad ones gives the last good ones again and one error in the log: a slip
/// of the pen in a file must not stop a service. The first ones must be good.
/// </summary>
internal sealed class LastGoodOptions(
    IEnumerable<IConfigureOptions<ForerunOptions>> configure, IEnumerable<IPostConfigureOptions<ForerunOptions>> after,
    IEnumerable<IValidateOptions<ForerunOptions>> checks, ILogger<LastGoodOptions> logger) : IOptionsFactory<ForerunOptions>
{
    private readonly Lock gate = new();
    private readonly OptionsFactory<ForerunOptions> factory = new(configure, after, checks);
    private ForerunOptions? good;
    private string? told;

    public ForerunOptions Create(string name)
    {
        lock (gate)
        {
            try
            {
                good = factory.Create(name);
                told = null;
            }
            catch (OptionsValidationException e) when (good is not null)
            {
                if (told != e.Message) logger.ReloadRefused(e.Message); // a watched file that is written once may be told of twice
                told = e.Message;
            }

            return good;
        }
    }
}
