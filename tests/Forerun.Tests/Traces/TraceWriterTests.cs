using Forerun.Traces;

namespace Forerun.Tests.Traces;

public class TraceWriterTests
{
    [Fact]
    public void Write_WhatWasRead_LosesNothing()
    {
        string[] lines =
        [
            """{"run":"ünï","workload":"w","task":"t","tenant":"x","conversation":"c","timing":"sampled","tokens":"counted","cancel_rule":"full","steps":[{"id":"1","operation":"a","version":"2","kind":"tool","model":"m","after":[],"effect":"idempotent","input":{"q":1},"output":null,"seconds":0.1234567,"first_token_seconds":0.1,"verdict":"kept","usage":{"input_tokens":3,"cached_input_tokens":1,"cache_write_tokens":1,"output_tokens":2,"reasoning_tokens":1,"z":0},"guesses":[{"by":"a","call":"1","model":"m","output":{"x":[]},"seconds":1.5,"usage":{"input_tokens":1},"confidence":0.25,"k":true},{"by":"a","call":"1","output":2},{"by":"b","output":3,"seconds":null}],"more":{"a":[1e5,"<>"]}},{"id":"2","operation":"b","kind":"human","after":["1",{"id":"1","type":"lookup","ways":3,"reads":"$.a","n":1}],"effect":"none","output":"x","seconds":3}],"logged":{"wall_seconds":12.5,"depths":[{"at_step":"1","depth":2,"predictor_seconds":0.5,"e":1}],"anomalies":[]},"reward":0.5}""",
            """{"run":"short","workload":"w","timing":"measured","steps":[{"id":"1","operation":"b","kind":"code","after":[],"effect":"none","output":null,"seconds":3}]}""",
        ];

        Assert.Equal(string.Join('\n', lines) + "\n", SameTrace.Text(Lines.Read(lines).Runs));
    }

    [Fact]
    public void Write_ToAFile_CanBeRead()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("forerun-").FullName, "out.jsonl");
        TraceWriter.Write(path, Lines.Read(Lines.Good).Runs);

        Assert.Equal("good", Assert.Single(TraceReader.Read(path).Runs).Run);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }
}
