namespace Forerun.Cli.Output;

/// <summary>A stretch of time on a timeline.</summary>
/// <param name="Start">Its beginning.</param>
/// <param name="End">Its end, not before the beginning.</param>
/// <param name="Label">What it is; shown where it has room.</param>
/// <param name="Fill">What it is drawn with.</param>
internal sealed record Bar(TimeSpan Start, TimeSpan End, string Label, char Fill)
{
    /// <summary>Draws it: label, fill, and a gap behind so that the next one stands apart. Never less than a cell.</summary>
    public void Draw(Span<char> line, TimeSpan whole)
    {
        var from = Math.Min(Cell(Start, whole, line.Length), line.Length - 1);
        var to = Math.Max(from + 1, Cell(End, whole, line.Length));
        var cells = line[from..Math.Min(to, line.Length)];
        if (cells.Length > 1) cells = cells[..^1];
        cells.Fill(Fill);
        if (Label.Length < cells.Length) Label.CopyTo(cells);
    }

    private static int Cell(TimeSpan at, TimeSpan whole, int cells) =>
        whole <= TimeSpan.Zero ? 0 : (int)Math.Round(at / whole * cells);
}
