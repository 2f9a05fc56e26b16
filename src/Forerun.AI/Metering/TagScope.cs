namespace Forerun.AI.Metering;

/// <summary>Tags of all calls that flow from here, until disposed. A scope within a scope adds to it.</summary>
internal sealed class TagScope : IDisposable
{
    private static readonly AsyncLocal<UsageTags?> Ambient = new();

    private readonly UsageTags? before = Ambient.Value;

    public TagScope(UsageTags tags) => Ambient.Value = tags.Or(Current);

    public static UsageTags Current => Ambient.Value ?? UsageTags.None;

    public void Dispose() => Ambient.Value = before;
}
