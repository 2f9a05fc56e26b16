using Forerun.Guessing.Contexts;
using Forerun.Guessing.Ranking;
using Forerun.Guessing.Tools;
using Forerun.Guessing.Wording;
using Forerun.Learning;

namespace Forerun.Guessing;

/// <summary>
/// What the calls of one tenant have returned, as each of our predictors remembers it. It holds values, so it is content, and no other
/// tenant's runs may see it. What nobody hears remembers nothing.
/// </summary>
public sealed class Memory
{
    private static readonly Unverified Unverified = new();
    private Lazy<ContextMixture> contexts = new();
    private Lazy<ToolPatterns> patterns = new();

    /// <summary>What was returned most often.</summary>
    public MostFrequent MostFrequent { get; private init; } = new();

    /// <summary>What followed in the same contexts.</summary>
    public ContextMixture Contexts => contexts.Value;

    /// <summary>Which tool is asked for next, and with what.</summary>
    public ToolPatterns Patterns => patterns.Value;

    /// <summary>What <see cref="Hearing.First"/> hears, where a run has no predictor of its own.</summary>
    internal IPredictor First => field ??= Listening(OneByOne([], MostFrequent, null));

    /// <summary>What was said before what.</summary>
    internal SaidBefore Said { get; private init; } = new();

    /// <summary>The contexts, if anybody has heard them.</summary>
    internal ContextMixture? HeardContexts => contexts.IsValueCreated ? contexts.Value : null;

    /// <summary>The patterns, if anybody has heard them.</summary>
    internal ToolPatterns? HeardPatterns => patterns.IsValueCreated ? patterns.Value : null;

    /// <summary>A memory that has seen the same and learns on by itself.</summary>
    public Memory Copy()
    {
        var copy = new Memory { MostFrequent = MostFrequent.Copy(), Said = Said.Copy() };
        if (HeardContexts is { } heard) copy.contexts = new(heard.Copy());
        if (HeardPatterns is { } known) copy.patterns = new(known.Copy());
        return copy;
    }

    /// <summary>The predictors that a policy hears, as one.</summary>
    /// <param name="hearing">Which guesses the policy hears.</param>
    /// <param name="acceptance">What became of guesses; it may be shared between tenants.</param>
    /// <param name="own">Predictors of the run's own, asked first.</param>
    /// <param name="patterns">Who stands before <see cref="Patterns"/> and looks on. Default: nobody.</param>
    internal IPredictor HeardBy(Hearing hearing, Acceptance acceptance, IReadOnlyList<IPredictor> own, IPredictor? patterns = null) => hearing switch
    {
        Hearing.Patterns => patterns ?? Patterns,
        Hearing.Ranked => Listening(new Ranked(Contexts, acceptance, [.. own, Unverified, patterns ?? Patterns])),
        Hearing.Several => Listening(OneByOne(own, Contexts, patterns)),
        _ => Listening(OneByOne(own, MostFrequent, patterns)),
    };

    /// <summary>While a step streams, its words count as well.</summary>
    private Worded Listening(IPredictor predictor) => new(predictor, Said, Speech.Plain);

    private static Predictors OneByOne(IReadOnlyList<IPredictor> own, IPredictor last, IPredictor? watching)
    {
        IPredictor[] all = [.. own, Unverified, last];
        return new Predictors(watching is null ? all : [.. all, watching]);
    }
}
