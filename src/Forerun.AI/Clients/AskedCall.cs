namespace Forerun.AI.Clients;

/// <summary>A call as it flows down into the transport, which sees of it but bytes; and what the transport saw, on the way back.</summary>
internal sealed class AskedCall(string model)
{
    private static readonly AsyncLocal<AskedCall?> Flowing = new();

    /// <summary>The call that flows from here.</summary>
    public static AskedCall? Now
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }

    /// <summary>The model that is asked: a request says it in its body alone.</summary>
    public string Model => model;

    /// <summary>What the answer says it is, for example <c>text/event-stream</c>; null where it says nothing, or has not come.</summary>
    public string? MediaType { get; set; }
}
