using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Forerun.AI.Clients;
using Forerun.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Forerun.AI.Tests.Clients;

public sealed class CertificateTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CertificateThatNobodyTrusts_IsTlsRefused_AndSentNothing(bool streams)
    {
        var time = new ManualTime();
        using var certificate = SelfSigned(time.GetUtcNow());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, l => l.UseHttps(certificate)));
        await using var app = builder.Build();
        var requests = 0;
        app.MapPost("/v1/chat/completions", () => Interlocked.Increment(ref requests));
        await app.StartAsync();
        using var client = new OpenAIChatClient(
            new OpenAIChatClientOptions { Endpoint = new Uri(app.Urls.Single() + "/v1"), Model = "small", Key = FakeService.Key }, time);

        var error = await Assert.ThrowsAsync<ModelException>(() => streams
            ? client.GetStreamingResponseAsync(Said.Hello).ToListAsync().AsTask()
            : client.GetResponseAsync(Said.Hello) as Task);

        Assert.Equal(ModelErrorKind.TlsRefused, error.Kind);
        Assert.Contains("its certificate is trusted here", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeService.Key, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, requests);
    }

    private static X509Certificate2 SelfSigned(DateTimeOffset now)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return X509CertificateLoader.LoadPkcs12(request.CreateSelfSigned(now, now.AddYears(50)).Export(X509ContentType.Pfx), null);
    }
}
