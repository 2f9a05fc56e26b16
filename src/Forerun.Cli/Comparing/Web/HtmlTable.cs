namespace Forerun.Cli.Comparing.Web;

/// <summary>A table: the first column names the row, numbers stand to the right.</summary>
internal static class HtmlTable
{
    /// <param name="caption">What it shows.</param>
    /// <param name="columns">The names of the columns.</param>
    /// <param name="rows">The rows, each of as many cells.</param>
    /// <param name="isMarked">Whether a row stands out.</param>
    public static Markup Of(
        string caption, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows, Func<string, bool>? isMarked = null) => Markup.Of($"""
        <div class="wide"><table><caption>{caption}</caption>
        <thead><tr>{columns.Select(c => Markup.Of($"""<th scope="col">{c}</th>"""))}</tr></thead>
        <tbody>{rows.Select(cells => Row(cells, isMarked?.Invoke(cells[0]) == true))}</tbody></table></div>
        """);

    private static Markup Row(IReadOnlyList<string> cells, bool isMarked) => Markup.Of(
        $"""<tr class="{(isMarked ? "marked" : "")}"><th scope="row">{cells[0]}</th>{cells.Skip(1).Select(c => Markup.Of($"<td>{c}</td>"))}</tr>""");
}
