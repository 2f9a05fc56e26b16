using Forerun.AI.Steps;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Tests.Steps;

public sealed class MeaningTests : IDisposable
{
    private readonly Angles angles = new();

    public void Dispose() => angles.Dispose();

    [Theory]
    [InlineData(18.1, true)] // cos 18.1° = 0.9505
    [InlineData(18.3, false)] // cos 18.3° = 0.9494
    [InlineData(0, true)]
    [InlineData(180, false)]
    public async Task AreEquivalent_ByTheirCosine_FromThePublishedValueOn(double degrees, bool same)
    {
        var meaning = await Ready("0", $"{degrees}");
        Assert.Equal(same, meaning.AreEquivalent("0", $"{degrees}"));
        Assert.Equal(same, meaning.AreEquivalent($"{degrees}", "0"));
    }

    [Fact]
    public async Task AreEquivalent_WhatIsNotReadyOrHasNoDirection_IsNot()
    {
        var meaning = await Ready("0", "none", "longer");
        Assert.False(meaning.AreEquivalent("0", "1"));
        Assert.False(meaning.AreEquivalent("1", "0"));
        Assert.False(meaning.AreEquivalent("0", "none"));
        Assert.False(meaning.AreEquivalent("none", "none"));
        Assert.False(meaning.AreEquivalent("0", "longer"));
    }

    [Fact]
    public async Task PrepareAsync_AText_IsEmbeddedOnce_AndForgottenBehind1024Others()
    {
        var meaning = await Ready("0", "0", "1");
        Assert.Equal(2, angles.Asked);
        for (var i = 2; i < 1025; i++) await meaning.PrepareAsync($"{i}", TestContext.Current.CancellationToken);
        Assert.False(meaning.AreEquivalent("0", "1"));
        Assert.True(meaning.AreEquivalent("1", "2"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void Least_OutOfRange_IsRefused(double least) => Assert.Throws<ArgumentOutOfRangeException>(() => new Meaning(angles, least));

    private async Task<Meaning> Ready(params string[] texts)
    {
        var meaning = new Meaning(angles);
        foreach (var text in texts) await meaning.PrepareAsync(text, TestContext.Current.CancellationToken);
        return meaning;
    }

    /// <summary>Texts that say their own direction, in degrees.</summary>
    private sealed class Angles : IEmbeddingGenerator<string, Embedding<float>>
    {
        public int Asked { get; private set; }

        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            Asked++;
            return Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(values.Select(v => new Embedding<float>(Of(v)))));
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }

        private static float[] Of(string text) => text switch
        {
            "none" => [0, 0],
            "longer" => [1, 0, 0],
            _ => [3 * (float)Math.Cos(double.Parse(text) * Math.PI / 180), 3 * (float)Math.Sin(double.Parse(text) * Math.PI / 180)],
        };
    }
}
