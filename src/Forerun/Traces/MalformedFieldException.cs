namespace Forerun.Traces;

/// <summary>One field of a line is not what the format says. Carried up to the line, which is then skipped.</summary>
internal sealed class MalformedFieldException(string field, string message) : Exception(message)
{
    /// <summary>The path from where it was thrown, for example <c>usage.input_tokens</c> or <c>[2].id</c>.</summary>
    public string Field { get; } = field;

    /// <summary>The same, seen from the object or array around it.</summary>
    public MalformedFieldException Under(string outer) =>
        new(Field.Length == 0 || Field[0] == '[' ? outer + Field : $"{outer}.{Field}", Message);
}
