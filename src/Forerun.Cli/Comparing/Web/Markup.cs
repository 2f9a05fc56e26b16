using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Forerun.Cli.Comparing.Web;

/// <summary>
/// HTML. What stands in an interpolated text is written as it is; what is put into it is escaped, unless it is markup itself. So a name
/// from a trace can't become markup by being forgotten.
/// </summary>
internal readonly struct Markup
{
    private readonly string? html;

    private Markup(string html) => this.html = html;

    public static Markup Of(Parts parts) => new(parts.ToString());

    /// <summary>A text of our own that is to stand as it is. Never one that comes from a file of somebody else.</summary>
    public static Markup Trusted(string text) => new(text);

    /// <inheritdoc/>
    public override string ToString() => html ?? "";

    /// <summary>An interpolated text on its way to be markup.</summary>
    [InterpolatedStringHandler]
    internal readonly struct Parts(int literals, int holes)
    {
        private readonly StringBuilder html = new(literals + (16 * holes));

        public void AppendLiteral(string text) => html.Append(text);

        public void AppendFormatted(Markup markup) => html.Append(markup.ToString());

        public void AppendFormatted(IEnumerable<Markup> markups)
        {
            foreach (var markup in markups) html.Append(markup.ToString());
        }

        /// <summary>A coordinate.</summary>
        public void AppendFormatted(double number) => html.Append(number.ToString("0.##", CultureInfo.InvariantCulture));

        public void AppendFormatted(int number) => html.Append(number.ToString(CultureInfo.InvariantCulture));

        /// <summary>
        /// A text, escaped. Control characters, and those that turn the direction of what follows, are shown as unreadable.
        /// </summary>
        public void AppendFormatted(string? text)
        {
            foreach (var rune in (text ?? "").EnumerateRunes())
            {
                _ = rune.Value switch
                {
                    '&' => html.Append("&amp;"),
                    '<' => html.Append("&lt;"),
                    '>' => html.Append("&gt;"),
                    '"' => html.Append("&quot;"),
                    '\'' => html.Append("&#39;"),
                    _ when Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format => html.Append('\uFFFD'),
                    _ => html.Append(rune.ToString()),
                };
            }
        }

        /// <inheritdoc/>
        public override string ToString() => html.ToString();
    }
}
