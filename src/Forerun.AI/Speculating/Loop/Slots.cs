using System.Globalization;
using Forerun.Workflows;

namespace Forerun.AI.Speculating.Loop;

/// <summary>The names of slots in a conversation.</summary>
internal static class Slots
{
    public static int StepOf(string spine) => int.Parse(spine, CultureInfo.InvariantCulture);

    public static string After(string spine) => (StepOf(spine) + 1).ToString(CultureInfo.InvariantCulture);

    public static string Before(string spine) => (StepOf(spine) - 1).ToString(CultureInfo.InvariantCulture);

    public static string SpineOf(string slot) => slot.IndexOf('/') is var at and >= 0 ? slot[..at] : slot;

    public static bool IsTool(string slot) => slot.Contains('/');

    public static string ToolOf(string spine, int index) => $"{spine}/{index + 1}";

    /// <summary>Whether the caller asks for a tool, where the loop is his.</summary>
    public static string AskOf(string tool) => tool + "?";

    /// <summary>One call of a reply.</summary>
    public static Reading CallOf(string spine, int index) => new(spine, $"$.calls[{index}]");

    public static Dependency Whole(string slot) => new(new Reading(slot), "drafted_step");
}
