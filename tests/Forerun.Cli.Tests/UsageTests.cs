namespace Forerun.Cli.Tests;

public class UsageTests
{
    [Theory]
    [InlineData("", "Required command was not provided.")]
    [InlineData("reply", "There is no command 'reply'. Did you mean 'replay'? There are: ")]
    [InlineData("replay", "Required argument 'TRACE' missing")]
    [InlineData("replay SAMPLE --polciy x", "There is no option '--polciy'. Did you mean '--policy'? There are: ")]
    [InlineData("replay SAMPLE --policy best", "No policy is named 'best'. There are: sequential, ")]
    [InlineData("replay SAMPLE --policy speculative-actions:0", "B of 'speculative-actions:0' must be a whole number from 1 to 64")]
    [InlineData("replay SAMPLE --policy speculative-actions:65,selective", "must be a whole number from 1 to 64")]
    [InlineData("replay SAMPLE --policy speculative-actions:3,picky", "for example speculative-actions:3 or speculative-actions:3,selective")]
    [InlineData("replay SAMPLE --policy sherlock:-1", "The budget of 'sherlock:-1' must be dollars a run")]
    [InlineData("replay SAMPLE --policy sherlock:much", "for example sherlock:0.05")]
    [InlineData("replay SAMPLE --policy branch-beam:4", "branch-beam takes none")]
    [InlineData("replay SAMPLE --policy nobody", "speculative-actions[:B[,selective]], sherlock[:USD], branch-beam")]
    [InlineData("replay SAMPLE --policy fixed-depth:0", "K of 'fixed-depth:0' must be a whole number from 1 to 1000")]
    [InlineData("replay SAMPLE --policy fixed-depth:1001", "must be a whole number from 1 to 1000")]
    [InlineData("replay SAMPLE --policy fixed-depth:two", "K of 'fixed-depth:two' must be a whole number")]
    [InlineData("replay SAMPLE --dial 1.01", "--dial must be a number from 0 to 1, not '1.01'.")]
    [InlineData("replay SAMPLE --dial -0.1", "--dial must be a number from 0 to 1, not '-0.1'.")]
    [InlineData("replay SAMPLE --dial high", "--dial must be a number from 0 to 1, not 'high'.")]
    [InlineData("replay SAMPLE --value-of-time -0.01", "--value-of-time must be a number of dollars per second from 0 to 1,000,000, not '-0.01'.")]
    [InlineData("replay SAMPLE --value-of-time NaN", "not 'NaN'.")]
    [InlineData("replay SAMPLE --value-of-time Infinity", "not 'Infinity'.")]
    [InlineData("replay SAMPLE --forget 0", "--forget must be a number above 0, at most 1, not '0'.")]
    [InlineData("replay SAMPLE --forget NaN", "--forget must be a number above 0, at most 1, not 'NaN'.")]
    [InlineData("compare SAMPLE --quantile 0.6", "--quantile must be a number above 0, at most 0.5, not '0.6'.")]
    [InlineData("replay SAMPLE --cancel-rule half", "--cancel-rule must be streamed, full or none, not 'half'.")]
    [InlineData("replay SAMPLE --leave-out run", "--leave-out must be task, not 'run'.")]
    [InlineData("replay SAMPLE --seed 1.5", "--seed must be a whole number, not '1.5'.")]
    [InlineData("replay SAMPLE --ledger SAMPLE", "--ledger would overwrite")]
    [InlineData("replay SAMPLE --ledger", "--ledger")]
    [InlineData("generate", "Required command was not provided.")]
    [InlineData("generate circle", "There is no command 'circle'. There are: ")]
    [InlineData("foo", "There is no command 'foo'. There are: ")]
    [InlineData("ledger --sesion", "There is no option '--sesion'. Did you mean '--session'? There are: ")]
    [InlineData("why plan-1 --jsno", "There is no option '--jsno'. Did you mean '--json'? There are: ")]
    [InlineData("import --bogus", "There is no option '--bogus'. There are: ")]
    [InlineData("generate plan --runs many", "--runs must be a whole number, not 'many'.")]
    [InlineData("generate plan --hit-rate 1.5", "--hit-rate must be 0 to 1, not 1.5.")]
    [InlineData("generate plan --jitter NaN", "--jitter must be 0 to 2, not NaN.")]
    [InlineData("generate plan --like dsp", "--like must be dsp-table, not 'dsp'.")]
    [InlineData("generate plan --output-jitter 3", "--output-jitter must be 0 to 2, not 3.")]
    [InlineData("replay SAMPLE --policy dsp:tau=2", "'dsp:tau=2' can't be read: write dsp[:tau=T,offset=N]")]
    [InlineData("generate plan --min-steps 9 --max-steps 3", "--max-steps must be 9 to 1000, not 3.")]
    [InlineData("generate router --ways 1", "--ways must be 2 to 64, not 1.")]
    [InlineData("generate router --value-ratio 1000", "--value-ratio 1000 leaves the draft no output")]
    [InlineData("generate dag --fan-out 17", "--fan-out must be 1 to 16, not 17.")]
    [InlineData("generate tree --ways 13", "--ways must be 2 to 12, not 13.")]
    [InlineData("generate tree --levels 7", "--levels must be 1 to 6, not 7.")]
    [InlineData("generate plan --json", "--json needs --out FILE")]
    public async Task WrongUsage_IsTwo_AndSaysWhatWouldBeRight(string line, string message)
    {
        var run = await Run.Of([.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w == "SAMPLE" ? Repository.Sample : w)]);

        Assert.Equal(2, run.Code);
        Assert.Equal("", run.Out);
        Assert.Contains(message, run.Error);
        Assert.EndsWith("--help" + Environment.NewLine, run.Error);
    }

    [Theory]
    [InlineData("foo")]
    [InlineData("foo --bar baz")]
    [InlineData("generate foo --seed x")]
    public async Task UnknownCommand_IsAllThatIsToldOfIt(string line)
    {
        var run = await Run.Of(line.Split(' '));

        Assert.StartsWith("There is no command 'foo'.", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("--prices")]
    [InlineData("--train")]
    [InlineData("--ledger")]
    public async Task BlankFileName_IsRefused(string option)
    {
        var run = await Run.Of("replay", Repository.Sample, option, " ");

        Assert.Equal((2, true), (run.Code, run.Error.Contains($"{option} must name a file.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task WrongUsage_OfReplay_IsToldAllAtOnce()
    {
        var run = await Run.Of(
            "replay", Repository.Sample, "--policy", "x", "--dial", "2", "--value-of-time", "-1", "--cancel-rule", "z",
            "--leave-out", "all", "--seed", "q", "--ledger", Repository.Sample, "--foo");

        Assert.Equal(9, run.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task WrongUsage_OfGenerate_IsToldAllAtOnce()
    {
        var run = await Run.Of(
            "generate", "plan", "--runs", "0", "--tasks", "x", "--hit-rate", "-1", "--target-seconds", "0", "--input-tokens", "-5", "--model", " ");

        Assert.Equal(7, run.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("--model must name a model.", run.Error);
    }
}
