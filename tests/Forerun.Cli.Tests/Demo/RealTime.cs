namespace Forerun.Cli.Tests.Demo;

/// <summary>The system's clock: what speaks HTTP takes time of its own, which no other clock knows.</summary>
internal static class RealTime
{
#pragma warning disable RS0030 // here, and nowhere else in these tests
    public static TimeProvider Clock { get; } = TimeProvider.System;
#pragma warning restore RS0030
}
