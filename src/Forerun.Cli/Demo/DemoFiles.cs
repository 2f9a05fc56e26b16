using System.Text;
using Forerun.Cli.Demo.Running;
using Forerun.Cli.Output;
using Forerun.Files;
using Forerun.Storage;
using Forerun.Traces;

namespace Forerun.Cli.Demo;

/// <summary>
/// What <c>--record DIR</c> writes: both passes line by line, without times or ids, so that two files can be compared; and the sequential
/// pass as a trace that <c>forerun replay</c> reads.
/// </summary>
internal static class DemoFiles
{
    /// <summary>Makes the folder and tries whether it takes a file, so that a bad name or a full disk is told before anything is spent.</summary>
    /// <exception cref="FileException">It can't be made, or not written.</exception>
    public static void MakeFolder(string folder, string what)
    {
        if (File.Exists(folder)) throw new FileException($"The folder '{folder}' for {what} can't be made: a file has that name; name another folder.");
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new FileException($"The folder '{folder}' for {what} can't be made: {FileFault.Of(e, "folder")}.", e);
        }

        WholeFile.Probe(folder);
    }

    /// <summary>Where a demo writes its decisions and dollars; the folder is made where there is none.</summary>
    /// <exception cref="FileException">It can't be made.</exception>
    public static string LedgerPath(DemoRequest request, Terminal terminal)
    {
        if (request.Ledger is { } named) return named;
        MakeFolder(terminal.UserFolder, "the ledger");
        return UserData.Ledger(terminal.UserFolder);
    }

    /// <summary>Writes the files of a demo that is over.</summary>
    /// <returns>Why one could not be written, in a sentence: what was found is to be told all the same. Null where all were.</returns>
    public static string? Write(string folder, DemoReport report)
    {
        try
        {
            foreach (var pass in (PassResult[])[report.Sequential, report.Speculative])
                Write(folder, $"{pass.Name}.jsonl", stream =>
                {
                    using var lines = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\n" };
                    foreach (var line in pass.Letters.SelectMany(l => l.Lines)) lines.WriteLine(line);
                });
            Write(folder, "trace.jsonl", stream => TraceWriter.Write(stream, report.Sequential.Letters.Select(l => l.Trace).OfType<TraceRun>()));
            return null;
        }
        catch (FileException e)
        {
            return e.Message;
        }
    }

    private static void Write(string folder, string file, Action<Stream> write) => WholeFile.Write(Path.Combine(folder, file), stream =>
    {
        write(stream);
        return true;
    });
}
