namespace Forerun.Testing.Tests.ModelServer;

public sealed class SeededScriptTests
{
    [Fact]
    public async Task Request_Same_SameAnswerStreamedOrNotHereOrThere()
    {
        await using var here = await Lab.StartAsync(new Coin(7));
        await using var there = await Lab.StartAsync(new Coin(7));
        foreach (var text in Enumerable.Range(0, 20).Select(i => $"toss {i}"))
        {
            var first = (await here.AskAsync(Lab.Body(text))).Content();
            Assert.Equal(first, (await here.AskAsync(Lab.Body(text, ",\"temperature\":1"))).Content());
            Assert.Equal(first, (await here.ChunksAsync(Lab.Streamed(text))).Said());
            Assert.Equal(first, (await there.AskAsync(Lab.Body(text))).Content());
        }
    }

    [Fact]
    public async Task Request_OtherSeedOrMessageOrModel_IsDrawnAnew()
    {
        await using var lab = await Lab.StartAsync(ModelScript.Of(r => new ModelAnswer { Text = r.Identity.ToString() }));
        string[] bodies = [Lab.Body(), Lab.Body("other"), Lab.Body(rest: ",\"seed\":1"), Lab.Body(rest: ",\"seed\":2"), Lab.Body().Replace("large", "small")];
        var identities = new HashSet<string?>();
        foreach (var body in bodies) identities.Add((await lab.AskAsync(body)).Content());
        Assert.Equal(bodies.Length, identities.Count);
    }

    [Fact]
    public async Task Draws_ManyRequests_FollowTheWeights()
    {
        await using var lab = await Lab.StartAsync(new Coin(1));
        var answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(async i => (await lab.AskAsync(Lab.Body($"toss {i}"))).Content()));
        Assert.InRange(answers.Count(a => a == "heads"), 260, 340);
        Assert.DoesNotContain("edge", answers);
    }

    [Fact]
    public async Task Entropy_FollowsFromTheWeights()
    {
        var coin = new Coin(1);
        var entropy = 0.0;
        await using var lab = await Lab.StartAsync(ModelScript.Of(r =>
        {
            entropy = coin.Entropy(r);
            return new ModelAnswer { Text = FormattableString.Invariant($"{coin.BestGuess(r)}") };
        }));
        Assert.Equal("0.75", (await lab.AskAsync(Lab.Body())).Content());
        Assert.Equal(0.8113, entropy, 4);
    }

    private sealed class Coin(int seed) : SeededScript(seed)
    {
        protected override IReadOnlyList<WeightedAnswer> Answers(ModelRequest request) => [new(3, Said("heads")), new(1, Said("tails")), new(0, Said("edge"))];

        private static ModelAnswer Said(string text) => new() { Text = text };
    }
}
