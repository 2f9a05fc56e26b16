namespace Forerun.AI;

/// <summary>What a door has around it when its caller brings nothing: the only place in here that names the system's clock and makes ids.</summary>
internal static class Ambient
{
#pragma warning disable RS0030 // A door that can be opened without a host is a composition root: somebody has to name the real clock, once.
    public static TimeProvider Clock => TimeProvider.System;
#pragma warning restore RS0030

    /// <summary>Ids that no two processes share and that sort by time (RFC 9562, version 7).</summary>
    public static string NewId() => Guid.CreateVersion7(Clock.GetUtcNow()).ToString("N");
}
