using Forerun.Hosting;
using Forerun.Hosting.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// A service as users write it, for the tests that end a real process. Its two arguments are the ledger and the store of what was learned.
var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
builder.Services.AddForerun(options =>
{
    options.Dial = 1;
    options.ValueOfTime = 100;
    options.Ledger = args[0];
    options.Learned = args[1];
});
builder.Services.AddHostedService<Orders>();
using var host = builder.Build();
await host.RunAsync();
Console.WriteLine("stopped");
