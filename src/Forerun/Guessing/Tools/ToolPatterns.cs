using Forerun.Workflows;

namespace Forerun.Guessing.Tools;

/// <summary>
/// Guesses which tool a model will ask for next, and with which arguments: several ranked guesses <c>{tool, arguments}</c> of its output,
/// or of the first of its <c>calls</c> where that is what is read, each with a probability. Only tools that are known to have no effect are guessed, since nothing else may be started early. Costs
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

    /// <summary>How many tools are thought of at most.</summary>
    private const int MostTools = 6;

    private readonly Lock gate = new();
    private Dictionary<string, Tool> tools = [];
    private readonly Stories stories = new();
    private NextActions actions = new();
    private Binder binder = new();
    private int lessons;

    /// <inheritdoc/>
    public void Offer(World world, Call upstream, Reading reading, ICollection<Offer> offers)
    {
        if (upstream.Operation.Kind != OperationKind.Model || reading.Path is not ("$" or ToolCall.First)) return;
        lock (gate)
        {
            if (tools.Count == 0 || stories.Before(world, upstream) is not { } story) return;
            foreach (var (value, probability) in Likely(upstream, story))
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
            var turn = new Turn(upstream, value);
            actions.Learn(Hashing.Of(operation.KeyName), story, turn.Tool);
            if (turn.Tool is { } tool && Of(tool) is { HasEffect: not true } read) binder.Learn(story, read, turn.Arguments);
        }
    }

    /// <summary>A predictor that has seen the same and learns on by itself.</summary>
    public ToolPatterns Copy()
    {
        lock (gate)
        {
            var copy = new ToolPatterns { actions = actions.Copy(), binder = binder.Copy(), lessons = lessons };
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
            var kept = new KeptPatterns(KeptPatterns.Current, actions.Kept(), binder.Kept(), [.. tools.Values.Select(t => t.Kept())]);
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
        lock (gate) (actions, binder, tools, lessons) = (newActions, newBinder, newTools, state.Lessons);
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

    private List<(Value Value, double Probability)> Likely(Call upstream, Story story)
    {
        var probabilities = actions.After(Hashing.Of(upstream.Operation.KeyName), story);
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
}
