using System.Text.Json;
using Forerun.Workflows;

namespace Forerun.Defining;

/// <summary>Values of a workflow as JSON and back. Every error names whose value it is.</summary>
internal sealed class Json
{
    public Json(JsonSerializerOptions options)
    {
        options.MakeReadOnly(populateMissingResolver: true);
        Options = options;
    }

    public JsonSerializerOptions Options { get; }

    public Value Write<T>(T value, string whose)
    {
        try
        {
            var written = Value.From(value, Options);
            _ = written.Digest; // what has no canonical form has no key either: better said here, where it is known whose it is
            return written;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException or FormatException or InvalidOperationException)
        {
            throw new StepException(
                $"{whose} is a {typeof(T).Name} that can't be written as JSON; change the type, or pass JsonSerializerOptions that can.", e);
        }
    }

    public T Read<T>(Value value, string whose)
    {
        try
        {
            return value.To<T>(Options)!;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException or FormatException or InvalidOperationException)
        {
            throw new StepException(
                $"{whose} can't be read as a {typeof(T).Name}; change the type, or pass JsonSerializerOptions that can.", e);
        }
    }
}
