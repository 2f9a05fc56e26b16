namespace Forerun.Telemetry;

/// <summary>The argument of a call that can say what its model or tool is told; asked only where the options let content into spans.</summary>
internal interface ITellsContent
{
    /// <summary>What it is told, as JSON by the conventions: messages of a model, arguments of a tool.</summary>
    string Told { get; }
}
