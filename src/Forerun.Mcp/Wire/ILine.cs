namespace Forerun.Mcp.Wire;

/// <summary>What joins us with a server. Disposing of it, once the server's input is closed, ends the server and awaits its end.</summary>
internal interface ILine : IAsyncDisposable
{
    /// <summary>What the server reads.</summary>
    Stream ToServer { get; }

    /// <summary>What the server writes.</summary>
    Stream FromServer { get; }

    /// <summary>How the server ended, to complete "the server …"; null while it runs.</summary>
    ValueTask<string?> EndAsync();
}
