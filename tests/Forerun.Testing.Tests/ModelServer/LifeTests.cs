using System.Net;
using System.Net.NetworkInformation;

namespace Forerun.Testing.Tests.ModelServer;

public sealed class LifeTests
{
    [Fact]
    public async Task Start_AnyPort_ListensOnLoopbackOnly()
    {
        await using var lab = await Lab.StartAsync();
        Assert.Equal("127.0.0.1", lab.Server.Endpoint.Host);
        Assert.Equal("/v1/", lab.Server.Endpoint.AbsolutePath);
        var listening = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(l => l.Port == lab.Server.Endpoint.Port).ToList();
        Assert.NotEmpty(listening);
        Assert.All(listening, l => Assert.True(IPAddress.IsLoopback(l.Address), l.ToString()));
    }

    [Fact]
    public async Task Stop_OpenAnswers_AreCutOffAndThePortIsFree()
    {
        using var time = new WatchedTime();
        var lab = await Lab.PacedAsync(time, "aaaabbbb");
        var streaming = lab.PostAsync(Lab.Streamed());
        await time.AdvanceAsync(370);
        using var response = await streaming;
        await time.SomebodyWaitsAsync();
        var waiting = lab.PostAsync(Lab.Body());
        await time.SomebodyWaitsAsync();
        await lab.Server.DisposeAsync();
        Assert.Equal([(RequestOutcome.Stopped, 1), (RequestOutcome.Stopped, 0)], lab.Server.Requests.Select(r => (r.Outcome, r.TokensSent)));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => waiting);
        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsStringAsync());
        await using var next = await Lab.StartAsync(null, o => o with { Port = lab.Server.Endpoint.Port });
        Assert.Equal(lab.Server.Endpoint, next.Server.Endpoint);
        await lab.DisposeAsync();
    }

    [Fact]
    public async Task Start_PortTaken_Throws()
    {
        await using var lab = await Lab.StartAsync();
        await Assert.ThrowsAsync<IOException>(() => Lab.StartAsync(null, o => o with { Port = lab.Server.Endpoint.Port }));
    }

    [Fact]
    public async Task Start_WrongOptions_SaysAllErrorsAtOnce()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => Lab.StartAsync(null, o => o with { Port = -1, Speed = 0, Models = [] }));
        Assert.Contains("Port is -1", error.Message);
        Assert.Contains("Speed is 0", error.Message);
        Assert.Contains("Models is empty", error.Message);
    }
}
