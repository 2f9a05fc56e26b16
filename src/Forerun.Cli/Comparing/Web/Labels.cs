namespace Forerun.Cli.Comparing.Web;

/// <summary>Names beside points, so that none covers a point or another name. One that has no room is left out: its point has a title.</summary>
/// <param name="left">The field's left edge.</param>
/// <param name="top">Its top.</param>
/// <param name="right">Its right edge.</param>
/// <param name="bottom">Its bottom.</param>
internal sealed class Labels(double left, double top, double right, double bottom)
{
    private const double LetterWidth = 6.8, Height = 14, Radius = 6;
    private static readonly double[] Distances = [9, 20, 34, 50, 68, 88];

    private readonly List<(double X, double Y, double Width, double Height)> taken = [];

    /// <summary>Keeps a point free.</summary>
    public void Keep(double x, double y) => taken.Add((x - Radius, y - Radius, 2 * Radius, 2 * Radius));

    /// <summary>A name near its point, with a line to it where it could not stand close.</summary>
    public Markup Place(string name, double x, double y)
    {
        var width = LetterWidth * name.Length;
        foreach (var distance in Distances)
        {
            foreach (var (textX, textY) in Around(x, y, width, distance))
            {
                if (!IsFree(textX, textY, width)) continue;
                taken.Add((textX, textY, width, Height));
                var (nearX, nearY) = (Math.Clamp(x, textX, textX + width), Math.Clamp(y, textY, textY + Height));
                var line = distance > Distances[0] ? Markup.Of($"""<line class="lead" x1="{x}" y1="{y}" x2="{nearX}" y2="{nearY}"/>""") : default;
                return Markup.Of($"""{line}<text x="{textX}" y="{textY + 11}">{name}</text>""");
            }
        }

        return default;
    }

    private static IEnumerable<(double X, double Y)> Around(double x, double y, double width, double distance)
    {
        var (beside, half) = (distance, Height / 2);
        yield return (x + beside, y - half);
        yield return (x - beside - width, y - half);
        yield return (x - (width / 2), y - distance - Height);
        yield return (x - (width / 2), y + distance);
        yield return (x + (beside * 0.7), y - (distance * 0.7) - Height);
        yield return (x + (beside * 0.7), y + (distance * 0.7));
        yield return (x - (beside * 0.7) - width, y - (distance * 0.7) - Height);
        yield return (x - (beside * 0.7) - width, y + (distance * 0.7));
    }

    private bool IsFree(double x, double y, double width) =>
        x >= left && y >= top && x + width <= right && y + Height <= bottom
        && !taken.Exists(t => x < t.X + t.Width && t.X < x + width && y < t.Y + t.Height && t.Y < y + Height);
}
