using Forerun.Cli.Output;

namespace Forerun.Cli.Demo.Showing;

/// <summary>Sentences in as many lines as they take.</summary>
internal static class Wrapped
{
    private const int Widest = 100;

    /// <summary>Writes a sentence behind a mark; further lines stand under it.</summary>
    public static void Write(Terminal terminal, string mark, string sentence) => Write(terminal, terminal.Out, mark, sentence);

    /// <summary>Writes it elsewhere.</summary>
    public static void Write(Terminal terminal, TextWriter output, string mark, string sentence)
    {
        var columns = Math.Min(terminal.Columns, Widest);
        var line = mark;
        foreach (var word in sentence.Split(' '))
        {
            if (line.Length > mark.Length && line.Length + word.Length >= columns)
            {
                output.WriteLine(line.TrimEnd());
                line = new string(' ', mark.Length);
            }

            line += word + " ";
        }

        output.WriteLine(line.TrimEnd());
    }
}
