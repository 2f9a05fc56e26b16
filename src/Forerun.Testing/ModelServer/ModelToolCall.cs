namespace Forerun.Testing;

/// <summary>A tool that a scripted model calls.</summary>
/// <param name="Id">Names this call, so that the result can be given back for it.</param>
/// <param name="Name">The tool's name.</param>
/// <param name="Arguments">Its arguments, as the text of a JSON object; not checked, so that a test can send nonsense.</param>
public sealed record ModelToolCall(string Id, string Name, string Arguments);
