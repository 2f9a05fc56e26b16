namespace Forerun.Cli.Demo.Running;

/// <summary>The demo, or a letter of it, can't go on. The message says why and what to do.</summary>
internal sealed class DemoException(string message, Exception? inner = null) : Exception(message, inner);
