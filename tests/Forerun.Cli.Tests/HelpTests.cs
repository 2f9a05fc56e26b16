using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using Forerun.Cli.Output;
using Forerun.Replay.Generating;

namespace Forerun.Cli.Tests;

public class HelpTests
{
    public static TheoryData<string> Commands => [.. All(Cli.Root(new Terminal(TextWriter.Null, TextWriter.Null)), "")];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Help_OfEveryCommand_EndsWithAnExampleOfIt(string command)
    {
        var run = await Run.Of([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Matches($@"Examples?:\r?\n  forerun {command}", run.Out);
        Assert.DoesNotContain('\u001b', run.Out);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Examples_AreRight(string command)
    {
        var help = await Run.Of([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        var examples = help.Out.Split('\n').SkipWhile(l => !l.StartsWith("Example", StringComparison.Ordinal)).Skip(1);
        var root = Cli.Root(new Terminal(TextWriter.Null, TextWriter.Null));

        foreach (var example in examples.Select(e => e.Trim()).Where(e => e.Length > 0))
            Assert.Empty(root.Parse([.. CommandLineParser.SplitCommandLine(example).Skip(1)]).Errors);
    }

    [Theory]
    [InlineData("plan", typeof(PlanOptions))]
    [InlineData("router", typeof(RouterOptions))]
    [InlineData("dag", typeof(DagOptions))]
    [InlineData("tree", typeof(TreeOptions))]
    public async Task Help_OfAGenerator_HasEveryParameterWithItsDefault(string family, Type options)
    {
        var help = (await Run.Of("generate", family, "--help")).Out.ReplaceLineEndings(" ");
        var defaults = Activator.CreateInstance(options);

        foreach (var property in options.GetProperties().Where(p => p.CanWrite))
        {
            var name = JsonNamingPolicy.KebabCaseLower.ConvertName(property.Name);
            var normally = property.GetValue(defaults) switch
            {
                null => @"Default:\s+unset\.",
                false => @"Default:\s+no\.",
                var value => $@"\[default:\s+{value}\]",
            };
            Assert.Matches($@"--{name}\s(?:(?!\s--).)*{normally}", help);
        }
    }

    [Fact]
    public async Task Help_OfAll_ShowsWhichArgumentsMustBeGiven()
    {
        var help = (await Run.Of("--help")).Out;

        Assert.Contains("\n  why <RUN> [STEP] [FILE]  ", help, StringComparison.Ordinal);
        Assert.Contains("\n  ledger [FILE]  ", help, StringComparison.Ordinal);
        Assert.Contains("\n  replay <TRACE>  ", help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_OfCompare_HasItsDefaultsInTheWordsThatItTakes()
    {
        var help = (await Run.Of("compare", "--help")).Out.ReplaceLineEndings(" ");

        Assert.Matches(@"Default:\s+target\.", help);
        Assert.DoesNotContain("Target", help, StringComparison.Ordinal);
    }

    private static IEnumerable<string> All(Command command, string path)
    {
        yield return path;
        foreach (var child in command.Subcommands)
            foreach (var name in All(child, $"{path} {child.Name}".Trim())) yield return name;
    }
}
