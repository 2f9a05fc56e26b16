namespace Forerun.Hosting;

/// <summary>What a host has around it when nobody has registered anything else: the only place in here that names the system's clock.</summary>
internal static class Ambient
{
#pragma warning disable RS0030 // A host is a composition root: somebody has to name the real clock, once. Register a TimeProvider to have another.
    public static TimeProvider Clock => TimeProvider.System;
#pragma warning restore RS0030

    /// <summary>Ids that no two processes share and that sort by time (RFC 9562, version 7).</summary>
    public static string NewId(TimeProvider time) => Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
}
