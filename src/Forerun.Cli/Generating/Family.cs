using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using Forerun.Cli.Output;
using Forerun.Replay.Generating;
using Forerun.Traces;

namespace Forerun.Cli.Generating;

/// <summary>A generator on the command line: an option for each of its parameters, all errors at once.</summary>
internal sealed class Family<T>(
    string name, string description, T defaults, Func<T, int, IEnumerable<TraceRun>> generate, Action<T> validate)
{
    private readonly List<(Option Option, Func<SymbolResult, T, T> Apply)> parameters = [];
    private readonly Dictionary<string, T> presets = [];
    private Option<string?>? like;

    private readonly Option<int> seed = Knob.Of("--seed", "N", "Which of all such traces.", "a whole number", 1, Knob.Whole);

    private readonly Option<string?> file = new("--out")
    {
        HelpName = "FILE", Description = "Where to write; a file that exists is replaced when all is written. Default: stdout.",
    };

    private readonly Option<bool> json = new("--json") { Description = "Says as one JSON object on stdout what was written; needs --out." };

    /// <summary>Adds a parameter.</summary>
    public Family<T> With<TValue>(string option, string? range, string what, Func<T, TValue> get, Func<T, TValue, T> set)
    {
        var made = Parameter.Of(option, range, what, get(defaults));
        parameters.Add((made, (result, options) =>
            result.GetResult(made) is { Implicit: false } ? set(options, result.OrDefault(made, get(options))!) : options));
        return this;
    }

    /// <summary>Adds a preset: other defaults, by a name.</summary>
    public Family<T> Like(string preset, string what, T options)
    {
        presets[preset] = options;
        var names = string.Join(" or ", presets.Keys);
        like = Knob.Of<string?>("--like", "NAME", $"Begins from {what} ({preset}); every other option still counts.", names, (string text, out string? value) =>
        {
            value = text;
            return presets.ContainsKey(text);
        });
        return this;
    }

    /// <summary>The command.</summary>
    public Command Command(Terminal terminal, string example)
    {
        var command = new Command(name, description) { seed, file, json };
        if (like is not null) command.Add(like);
        foreach (var (option, _) in parameters) command.Add(option);
        command.Validators.Add(Check);
        command.SetAction((parsed, cancellation) =>
        {
            var request = new GenerateRequest(name, parsed.GetValue(file), parsed.GetValue(json), parsed.GetValue(seed));
            var options = Read(parsed.CommandResult);
            var runs = generate(options, request.Seed);
            return Task.Run(() => GenerateJob.Run(request, runs, terminal, cancellation), CancellationToken.None);
        });
        Help.AddExamples(command, terminal, example);
        return command;
    }

    private T Read(SymbolResult result)
    {
        var preset = like is null ? null : result.OrDefault(like, null);
        var begin = preset is not null && presets.TryGetValue(preset, out var options) ? options : defaults;
        return parameters.Aggregate(begin, (read, parameter) => parameter.Apply(result, read));
    }

    private void Check(CommandResult result)
    {
        if (result.GetValue(json) && result.GetValue(file) is null)
            result.AddError("--json needs --out FILE: without it the trace itself goes to stdout.");
        result.OrDefault(seed, 0);
        FileNames.NotBlank(result, "--out", result.OrDefault(file, null));
        try
        {
            validate(Read(result));
        }
        catch (InvalidOptionsException e)
        {
            foreach (var error in e.Errors) result.AddError(AsTyped(error));
        }
    }

    /// <summary>Parameters are named one way in code and typed another: <c>HitRate must be</c> is told as <c>--hit-rate must be</c>.</summary>
    private static string AsTyped(string error)
    {
        var word = error.Split(' ', 2);
        return $"--{JsonNamingPolicy.KebabCaseLower.ConvertName(word[0])} {word[1]}";
    }
}
