using System.Runtime.CompilerServices;
using System.Text.Json;
using Forerun.Workflows;

namespace Forerun.Guessing.Tools;

/// <summary>
/// Guesses which tool a model will ask for next, and with which arguments: several ranked guesses <c>{tool, arguments}</c> of its output,
/// or of one of its <c>calls</c> where that is what is read, each with a probability: of the first, of the next after those that are complete in
/// what has come, and of the one after the likeliest of these. Only tools that are known to have no effect are guessed, since nothing else may be started early. Costs
/// nothing; learns from nothing, step by step. It holds what conversations have shown: one a tenant.
/// </summary>
/// <remarks>
/// After PASTE (arXiv 2603.18897): context, next tool, value mapping, probability; control flow first, arguments bound late. Memory is
/// bounded: 40,000 contexts, 64 values and 20,000 words an argument, 65,536 weights twice.
/// </remarks>
public sealed class ToolPatterns : IPredictor
{
    /// <summary>What is less likely than this is not offered.</summary>
    public const double Least = 0.002;

    /// <summary>How many guesses are offered at most.</summary>
    public const int Most = 8;

    /// <summary>How many tools are thought of at most, and how many calls of a reply.</summary>
    private const int MostTools = 6, MostCalls = 8;

    private readonly Lock gate = new();
    private Dictionary<string, Tool> tools = [];
    private readonly Stories stories = new();
    private readonly ConditionalWeakTable<Story, Served> served = [];
    private NextActions actions = new();
    private Binder binder = new();
    private int lessons;
    private bool several; // whether any reply has asked for several tools

    /// <inheritdoc/>
    public void Offer(World world, Call upstream, Reading reading, ICollection<Offer> offers)
    {
        if (upstream.Operation.Kind != OperationKind.Model || ToolCall.IndexOf(reading.Path) is not (>= 0 and var index)) return;
        lock (gate)
        {
            if (tools.Count == 0 || (index > 0 && !several) || stories.Before(world, upstream) is not { } story) return;
            foreach (var (value, probability) in index == 0 ? Likely(First(upstream), story) : Likely(upstream, story, index, ToolCall.AllIn(world.Growing(upstream.Key))))
                offers.Add(new Offer(new Guess(reading, value, "patterns", probability), null));
        }
    }

    /// <inheritdoc/>
    public void Observe(World real, Call upstream, Value value, IReadOnlyList<Reading> readings)
    {
        lock (gate)
        {
            var operation = upstream.Operation;
            if (operation.Kind == OperationKind.Tool) Show(Of(operation.Name), operation.Effect != Effects.Effect.None);
            if (operation.Kind != OperationKind.Model || stories.Before(real, upstream) is not { } story) return;
            lessons++;
            var turns = Turn.Of(upstream, value);
            Learn(First(upstream), story, turns[0]);
            several |= turns.Count > 1;
            if (several && turns[0].Tool is not null) LearnNext(upstream, story, turns);
        }
    }

    /// <summary>A predictor that has seen the same and learns on by itself.</summary>
    public ToolPatterns Copy()
    {
        lock (gate)
        {
            var copy = new ToolPatterns { actions = actions.Copy(), binder = binder.Copy(), lessons = lessons, several = several };
            foreach (var (name, tool) in tools) copy.tools[name] = tool.Copy();
            return copy;
        }
    }

    /// <summary>What it has learned, to be kept.</summary>
    /// <param name="last">What was kept last: given back as it is if nothing has been learned since.</param>
    public PatternsState Snapshot(PatternsState? last = null)
    {
        lock (gate)
        {
            if (last?.Lessons == lessons) return last;
            var kept = new KeptPatterns(KeptPatterns.Current, actions.Kept(), binder.Kept(), [.. tools.Values.Select(t => t.Kept())]) { Several = several };
            return new PatternsState(lessons, kept.Write());
        }
    }

    /// <summary>Takes up what was kept, in place of what has been learned until now. Meant for before the first run.</summary>
    /// <exception cref="FormatException">It is not what was kept; then nothing is taken up.</exception>
    public void Restore(PatternsState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var kept = KeptPatterns.Read(state.Json);
        var (newActions, newBinder) = (NextActions.From(kept.Actions), Binder.From(kept.Binder));
        var newTools = kept.Tools.DistinctBy(t => t.Name).ToDictionary(t => t.Name, Tool.From);
        lock (gate) (actions, binder, tools, lessons, several) = (newActions, newBinder, newTools, state.Lessons, kept.Several);
    }

    private void Show(Tool tool, bool hasEffect)
    {
        if (tool.HasEffect == hasEffect) return;
        tool.HasEffect = hasEffect;
        lessons++;
    }

    private Tool Of(string name)
    {
        if (!tools.TryGetValue(name, out var tool)) tools[name] = tool = new Tool(name);
        return tool;
    }

    /// <summary>What a model asks for first in a reply is counted by itself.</summary>
    private static uint First(Call model) => Hashing.Of(model.Operation.KeyName);

    /// <summary>And so is what it asks for after that.</summary>
    private static uint Next(Call model) => Hashing.Mix(First(model), 2);

    private void Learn(uint model, Story story, Turn? asked)
    {
        actions.Learn(model, story, asked?.Tool);
        if (asked?.Tool is { } tool && Of(tool) is { HasEffect: not true } read) binder.Learn(story, read, asked.Arguments);
    }

    /// <summary>What a reply asked for after each of its calls, and that it asked for nothing more after the last.</summary>
    private void LearnNext(Call model, Story story, IReadOnlyList<Turn> turns)
    {
        for (var i = 1; i <= Math.Min(turns.Count, MostCalls); i++)
        {
            story = story.Asking(model, [turns[i - 1].Asked!.Value]);
            Learn(Next(model), story, i < turns.Count ? turns[i] : null);
        }
    }

    /// <summary>A call beyond the first, if those before it are complete, or all but one, which is then taken to be the likeliest.</summary>
    private List<(Value Value, double Probability)> Likely(Call model, Story story, int index, List<JsonElement> complete)
    {
        if (index >= MostCalls || complete.Count > index || complete.Count < index - 1) return [];
        story = story.Asking(model, complete);
        if (complete.Count == index) return Likely(Next(model), story);
        if (Likely(complete.Count == 0 ? First(model) : Next(model), story) is not [var (before, likely), ..]) return [];
        return Likely(Next(model), story.Asking(model, [before.Json])).ConvertAll(g => (g.Value, g.Probability * likely));
    }

    /// <summary>What follows a story. It is asked for with each piece of a stream, and is the same until something is learned.</summary>
    private List<(Value Value, double Probability)> Likely(uint model, Story story)
    {
        if (!served.TryGetValue(story, out var last) || last.Lessons != lessons || last.Model != model)
            served.AddOrUpdate(story, last = new Served(lessons, model, Follows(model, story)));
        return last.Guesses;
    }

    private List<(Value Value, double Probability)> Follows(uint model, Story story)
    {
        var probabilities = actions.After(model, story);
        var likely = new List<(Tool Tool, double Probability)>();
        for (var i = 1; i < probabilities.Count; i++)
            if (probabilities[i] >= Least && tools.TryGetValue(actions.Names[i], out var tool) && tool.HasEffect == false)
                likely.Add((tool, probabilities[i]));
        likely.Sort(static (one, other) => other.Probability.CompareTo(one.Probability));
        var guesses = new List<(Tool Tool, Bound Bound, double Probability)>();
        foreach (var (tool, probability) in likely.Take(MostTools))
            foreach (var bound in binder.Bind(story, tool))
                if (probability * bound.Probability >= Least) guesses.Add((tool, bound, probability * bound.Probability));
        guesses.Sort(static (one, other) => other.Probability.CompareTo(one.Probability));
        return [.. guesses.Take(Most).Select(g => (
            ToolCall.Write(g.Tool.Name, g.Tool.Form!, [.. g.Bound.Values.Select(v => v.Value)]), g.Probability))];
    }

    private sealed record Served(int Lessons, uint Model, List<(Value Value, double Probability)> Guesses);
}
