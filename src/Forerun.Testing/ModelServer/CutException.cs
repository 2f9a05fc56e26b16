namespace Forerun.Testing;

/// <summary>
/// Ends a response before its end: thrown through the web server, which sends what was written, closes the connection and sends no end
/// mark. Aborting the connection instead could lose what was written before.
/// </summary>
internal sealed class CutException() : Exception("The fault plan has this answer cut.");
