using System.Text;
using Forerun.Replay.Generating;
using Forerun.Tests.Traces;

namespace Forerun.Replay.Tests.Traces;

public class DamagedTraceTests
{
    /// <summary>Whatever happens to a line, it is a run or it is named; the lines around it are read.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Read_DamagedLine_NeverCostsMoreThanItself(int seed)
    {
        var line = Encoding.UTF8.GetBytes(SameTrace.Text(PlanGenerator.Generate(new PlanOptions { Runs = 1 }, seed))[..^1]);
        var random = new Random(seed);
        for (var i = 0; i < 1000; i++)
        {
            var damaged = Damage(line, random);
            var trace = Lines.Read([.. Encoding.UTF8.GetBytes(Lines.Good), (byte)'\n', .. damaged, (byte)'\n', .. Encoding.UTF8.GetBytes(Lines.Good)]);

            Assert.Equal(3, trace.Runs.Count + trace.Skipped.Count);
            Assert.Equal("good", trace.Runs[0].Run);
            Assert.Equal("good (2)", trace.Runs[^1].Run);
            Assert.All(trace.Skipped, s => Assert.True(s is { Line: 2, Field.Length: > 0, Message.Length: > 0 }));
        }
    }

    private static byte[] Damage(byte[] line, Random random)
    {
        const string tokens = "{}[]\",:\\0-1e9ntu\u007F";
        var bytes = line.ToList();
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0: bytes[at] = (byte)tokens[random.Next(tokens.Length)]; break;
                case 1: bytes.RemoveAt(at); break;
                case 2: bytes.Insert(at, (byte)tokens[random.Next(tokens.Length)]); break;
                default: bytes[at] = (byte)random.Next(256); break;
            }
        }
        bytes.RemoveAll(static b => b is (byte)'\n');
        return [.. bytes];
    }
}
