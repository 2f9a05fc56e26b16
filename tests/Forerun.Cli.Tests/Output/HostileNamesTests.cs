using Forerun.Cli.Output;

namespace Forerun.Cli.Tests.Output;

/// <summary>Names that would command a terminal, from a trace that a stranger made.</summary>
public class HostileNamesTests : Scratch
{
    private const string Hostile = """
        {"run":"a\u001b[2J","workload":"w\u009b1m\u202e","steps":[{"id":"1","operation":"look\u001b]0;x\u0007","kind":"tool","effect":"none","output":1,"seconds":1}]}
        {"run":"b","steps":[{"id":"\u001b[31m","operation":"o","kind":"code","seconds":1},{"id":"\u001b[31m","operation":"o","kind":"code","seconds":1}]}
        """;

    [Fact]
    public async Task Replay_AndItsLedger_ShowThemAsEscapes()
    {
        var replay = await Run.Of("replay", Write("t.jsonl", Hostile), "--ledger", PathOf("l.jsonl"));
        var ledger = await Run.Of("ledger", PathOf("l.jsonl"), "--by", "operation");
        var why = await Run.Of("why", "a\u001b[2J", PathOf("l.jsonl"));

        foreach (var text in (string[])[replay.Out, replay.Error, ledger.Out, ledger.Error, why.Out, why.Error])
            Assert.DoesNotContain(text, c => c != '\n' && (char.IsControl(c) || c == '\u202e'));
        Assert.Contains("""a\u001b[2J""", replay.Out, StringComparison.Ordinal);
        Assert.Contains("""w\u009b1m\u202e""", replay.Out, StringComparison.Ordinal);
        Assert.Contains("""\u001b[31m""", replay.Error, StringComparison.Ordinal);
        Assert.Contains("""look\u001b]0;x\u0007""", ledger.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownCommand_ShowsItsNameAsAnEscape()
    {
        var run = await Run.Of("de\u001b[31mmo");

        Assert.Equal(2, run.Code);
        Assert.StartsWith("""There is no command 'de\u001b[31mmo'.""", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain ü 漢 ▓ 🙂\tand\r\nlines\n", "plain ü 漢 ▓ 🙂\tand\r\nlines\n")]
    [InlineData("over\rwritten", """over\u000dwritten""")]
    [InlineData("\u007f\u0000\u2028", """\u007f\u0000\u2028""")]
    public void Write_Text_IsEscapedWhereItCommands(string text, string shown)
    {
        using var raw = new StringWriter();
        using var writer = new PrintableWriter(raw);
        writer.Write(text);
        writer.WriteLine(text);

        Assert.Equal(shown + shown + raw.NewLine, raw.ToString());
    }
}
