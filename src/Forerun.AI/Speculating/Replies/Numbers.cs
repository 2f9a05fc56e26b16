using System.Globalization;

namespace Forerun.AI.Speculating.Replies;

/// <summary>
/// The ids of calls. Services draw them at random; a request that was sent on a guess could never equal the real one if they were kept. So
/// calls are numbered along their conversation, whether anybody guesses or not.
/// </summary>
internal static class Numbers
{
    public static string Of(int before) => "call_" + (before + 1).ToString(CultureInfo.InvariantCulture);
}
