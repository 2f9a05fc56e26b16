using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Forerun.Cli.Tests.Telemetry;

/// <summary>Spans as they come over the wire, as the OTLP/JSON that a collector would write of them.</summary>
internal static class Protobuf
{
    public static JsonObject Spans(ReadOnlyMemory<byte> request) => new() { ["resourceSpans"] = Array(request, 1, Resource) };

    private static JsonObject Resource(ReadOnlyMemory<byte> resource) => new()
    {
        ["resource"] = One(resource, 1, r => new JsonObject { ["attributes"] = Array(r, 1, Attribute) }),
        ["scopeSpans"] = Array(resource, 2, s => new JsonObject { ["spans"] = Array(s, 2, Span) }),
    };

    private static JsonObject Span(ReadOnlyMemory<byte> span) => new()
    {
        ["traceId"] = Hex(span, 1), ["spanId"] = Hex(span, 2), ["parentSpanId"] = Hex(span, 4), ["name"] = Text(span, 5),
        ["startTimeUnixNano"] = Number(span, 7), ["endTimeUnixNano"] = Number(span, 8), ["attributes"] = Array(span, 9, Attribute),
        ["events"] = Array(span, 11, e => new JsonObject { ["name"] = Text(e, 2), ["attributes"] = Array(e, 3, Attribute) }),
        ["status"] = One(span, 15, s => new JsonObject { ["code"] = Number(s, 3) }),
    };

    private static JsonObject Attribute(ReadOnlyMemory<byte> pair) => new() { ["key"] = Text(pair, 1), ["value"] = One(pair, 2, Any) };

    private static JsonObject Any(ReadOnlyMemory<byte> value)
    {
        foreach (var (field, bytes, number) in Fields(value))
            return field switch
            {
                1 => new() { ["stringValue"] = Encoding.UTF8.GetString(bytes.Span) },
                2 => new() { ["boolValue"] = number != 0 },
                3 => new() { ["intValue"] = ((long)number).ToString(CultureInfo.InvariantCulture) },
                4 => new() { ["doubleValue"] = BitConverter.UInt64BitsToDouble(number) },
                5 => new() { ["arrayValue"] = new JsonObject { ["values"] = Array(bytes, 1, Any) } },
                _ => throw new NotSupportedException($"An attribute has the kind {field}."),
            };
        return [];
    }

    private static JsonArray Array(ReadOnlyMemory<byte> message, int field, Func<ReadOnlyMemory<byte>, JsonObject> read) =>
        [.. Fields(message).Where(f => f.Field == field).Select(f => (JsonNode)read(f.Bytes))];

    private static JsonObject? One(ReadOnlyMemory<byte> message, int field, Func<ReadOnlyMemory<byte>, JsonObject> read) =>
        Fields(message).Where(f => f.Field == field).Select(f => read(f.Bytes)).FirstOrDefault();

    private static string Text(ReadOnlyMemory<byte> message, int field) => Encoding.UTF8.GetString(Find(message, field).Bytes.Span);

    private static string Hex(ReadOnlyMemory<byte> message, int field) => Convert.ToHexStringLower(Find(message, field).Bytes.Span);

    private static string Number(ReadOnlyMemory<byte> message, int field) => Find(message, field).Number.ToString(CultureInfo.InvariantCulture);

    private static (int Field, ReadOnlyMemory<byte> Bytes, ulong Number) Find(ReadOnlyMemory<byte> message, int field) => Fields(message).FirstOrDefault(f => f.Field == field);

    private static List<(int Field, ReadOnlyMemory<byte> Bytes, ulong Number)> Fields(ReadOnlyMemory<byte> message)
    {
        var fields = new List<(int, ReadOnlyMemory<byte>, ulong)>();
        for (var at = 0; at < message.Length;)
        {
            var tag = Varint(message.Span, ref at);
            var field = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0: fields.Add((field, default, Varint(message.Span, ref at))); break;
                case 1:
                    fields.Add((field, default, BinaryPrimitives.ReadUInt64LittleEndian(message.Span[at..])));
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(message.Span, ref at);
                    fields.Add((field, message.Slice(at, length), 0));
                    at += length;
                    break;
                case 5: at += 4; break;
                default: throw new NotSupportedException($"A field has the wire type {tag & 7}.");
            }
        }

        return fields;
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
    }
}
