using System.Diagnostics;
using System.Text;
using Forerun.Cli.Output;

namespace Forerun.Cli.Tests.Output;

public class WholeFileTests : Scratch
{
    [Fact]
    public void Write_NewFile_IsThereWhenTheWriterIsDone()
    {
        var given = WholeFile.Write(PathOf("new.txt"), stream =>
        {
            Say(stream, "hello");
            Assert.False(File.Exists(PathOf("new.txt")));
            return 7;
        });

        Assert.Equal(7, given);
        Assert.Equal("hello", Only("new.txt"));
    }

    [Fact]
    public void Write_WriterThatClosesTheStream_IsFine()
    {
        WholeFile.Write(PathOf("new.txt"), stream =>
        {
            using (stream) return Say(stream, "closed");
        });

        Assert.Equal("closed", Only("new.txt"));
    }

    [Fact]
    public void Write_WriterThatFails_LeavesTheOldFileAndNoLitter()
    {
        Write("old.txt", "old");

        Assert.Throws<InvalidOperationException>(() => WholeFile.Write<int>(PathOf("old.txt"), stream =>
        {
            Say(stream, "half of it");
            throw new InvalidOperationException();
        }));

        Assert.Equal("old", Only("old.txt"));
    }

    [Fact]
    public void Write_TwoAtOnce_DoNotMeet()
    {
        WholeFile.Write(PathOf("a.txt"), outer => Say(outer, "outer") + WholeFile.Write(PathOf("b.txt"), inner => Say(inner, "inner")));

        Assert.Equal(("outer", "inner"), (File.ReadAllText(PathOf("a.txt")), File.ReadAllText(PathOf("b.txt"))));
        Assert.Equal(2, Directory.GetFiles(Folder).Length);
    }

    [Fact]
    public void Write_Link_ReplacesWhatItLeadsTo()
    {
        Write("real.txt", "old");
        File.CreateSymbolicLink(PathOf("link.txt"), PathOf("real.txt"));

        WholeFile.Write(PathOf("link.txt"), stream => Say(stream, "new"));

        Assert.Equal("new", File.ReadAllText(PathOf("real.txt")));
        Assert.NotNull(File.ResolveLinkTarget(PathOf("link.txt"), returnFinalTarget: false));
    }

    [Fact]
    public void Write_OldFile_KeepsItsPermissions()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such permissions.");
        if (OperatingSystem.IsWindows()) return; // for the compiler
        const UnixFileMode ours = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.SetUnixFileMode(Write("old.txt", "old"), ours);

        WholeFile.Write(PathOf("old.txt"), stream => Say(stream, "new"));

        Assert.Equal(ours, File.GetUnixFileMode(PathOf("old.txt")));
    }

    [Fact]
    public async Task Write_Pipe_IsWrittenThrough()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows has no pipes in folders.");
        using (var make = Process.Start("mkfifo", PathOf("pipe")))
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        var reading = Task.Run(() => File.ReadAllTextAsync(PathOf("pipe")), TestContext.Current.CancellationToken);

        var error = await Task.Run(
            () => Assert.Throws<InvalidOperationException>(() => WholeFile.Write<int>(PathOf("pipe"), stream =>
            {
                Say(stream, "what was said stays said");
                throw new InvalidOperationException();
            })), TestContext.Current.CancellationToken);

        Assert.NotNull(error);
        Assert.Equal("what was said stays said", await reading);
        Assert.Single(Directory.GetFileSystemEntries(Folder));
    }

    [Fact]
    public void Write_Device_IsWrittenThrough()
    {
        if (!File.Exists("/dev/null")) Assert.Skip("This system has no /dev/null.");

        Assert.Equal(3, WholeFile.Write("/dev/null", stream => Say(stream, "abc")));
        Assert.True(File.Exists("/dev/null"));
    }

    [Fact]
    public void Write_NoSuchFolder_SaysSoOnce()
    {
        var error = Assert.Throws<FileException>(() => WholeFile.Write(PathOf("no/x.txt"), stream => Say(stream, "")));

        Assert.Equal($"'{PathOf("no/x.txt")}' can't be written: there is no such folder; make it or name another file.", error.Message);
    }

    private static int Say(Stream stream, string text)
    {
        stream.Write(Encoding.UTF8.GetBytes(text));
        return text.Length;
    }

    private string Only(string file)
    {
        Assert.Equal(PathOf(file), Assert.Single(Directory.GetFileSystemEntries(Folder)));
        return File.ReadAllText(PathOf(file));
    }
}
