using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Forerun.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Forerun.Cli.Tests.Telemetry;

/// <summary>A collector on loopback that takes OTLP over HTTP, and OpenTelemetry exporting to it.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<byte[]> traces = new(), metrics = new();
    private readonly WebApplication app;
    private readonly TracerProvider tracer;
    private readonly MeterProvider meter;

    private Receiver(WebApplication app)
    {
        this.app = app;
        foreach (var (path, queue) in new[] { ("/v1/traces", traces), ("/v1/metrics", metrics) })
            app.MapPost(path, async (HttpRequest request) =>
            {
                using var body = new MemoryStream();
                await request.Body.CopyToAsync(body);
                queue.Enqueue(body.ToArray());
            });
        app.StartAsync().GetAwaiter().GetResult();
        var address = app.Urls.First();
        tracer = Sdk.CreateTracerProviderBuilder().AddSource(ForerunTelemetry.Source)
            .AddOtlpExporter(o => (o.Endpoint, o.Protocol) = (new Uri($"{address}/v1/traces"), OtlpExportProtocol.HttpProtobuf)).Build();
        meter = Sdk.CreateMeterProviderBuilder().AddMeter(ForerunTelemetry.Meter)
            .AddOtlpExporter(o => (o.Endpoint, o.Protocol) = (new Uri($"{address}/v1/metrics"), OtlpExportProtocol.HttpProtobuf)).Build();
    }

    public static Receiver Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        return new Receiver(builder.Build());
    }

    /// <summary>All that was exported of a run, as a document of OTLP/JSON; what other tests export meanwhile is left out.</summary>
    public Exported Of(string run)
    {
        Assert.True(tracer.ForceFlush());
        var spans = traces.SelectMany(t => Protobuf.Spans(t)["resourceSpans"]!.AsArray()).SelectMany(r => r!["scopeSpans"]!.AsArray())
            .SelectMany(s => s!["spans"]!.AsArray()).Select(s => s!.DeepClone()).Where(s => Exported.Attribute(s, "forerun.run") == run).ToList();
        return new Exported(spans);
    }

    /// <summary>All that was exported of metrics, as far as it is text.</summary>
    public string Metrics()
    {
        Assert.True(meter.ForceFlush());
        return string.Concat(metrics.Select(Encoding.Latin1.GetString));
    }

    public async ValueTask DisposeAsync()
    {
        tracer.Dispose();
        meter.Dispose();
        await app.DisposeAsync();
    }
}

/// <summary>The spans of one run.</summary>
internal sealed record Exported(IReadOnlyList<JsonNode> Spans)
{
    /// <summary>As a collector would write them to a file.</summary>
    public string Document => new JsonObject
    {
        ["resourceSpans"] = new JsonArray(new JsonObject { ["scopeSpans"] = new JsonArray(new JsonObject { ["spans"] = new JsonArray([.. Spans.Select(s => s.DeepClone())]) }) }),
    }.ToJsonString();

    public JsonNode Root => Assert.Single(Spans, s => Name(s).StartsWith("invoke_", StringComparison.Ordinal));

    public IEnumerable<JsonNode> Named(string name) => Spans.Where(s => Name(s) == name);

    public static string Name(JsonNode span) => span["name"]!.GetValue<string>();

    public static double Seconds(JsonNode span) => (Nanos(span, "endTimeUnixNano") - Nanos(span, "startTimeUnixNano")) / 1e9;

    public static long Nanos(JsonNode span, string field) => long.Parse(span[field]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>An attribute as text; null if there is none.</summary>
    public static string? Attribute(JsonNode span, string key) =>
        span["attributes"]!.AsArray().FirstOrDefault(a => a!["key"]!.GetValue<string>() == key)?["value"]!.AsObject().First().Value!.ToString();
}
