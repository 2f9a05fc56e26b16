namespace Forerun.Learning.Depth;

/// <summary>The newest chains, as a ring: the oldest makes room. By default the 2,500 of DSP's code.</summary>
internal sealed class ChainBuffer(int capacity = ChainBuffer.Most)
{
    public const int Most = 2_500;

    private readonly List<DepthChain> chains = [];
    private int oldest;

    /// <summary>The chains, oldest first.</summary>
    public IEnumerable<DepthChain> Chains => chains.Skip(oldest).Concat(chains.Take(oldest));

    public void Add(DepthChain chain)
    {
        if (chains.Count < capacity)
        {
            chains.Add(chain);
            return;
        }

        chains[oldest] = chain;
        oldest = (oldest + 1) % capacity;
    }

    /// <summary>Whole chains at random, each once, until they have so many states; all of them where there are fewer.</summary>
    public List<DepthChain> Sample(int states, Random random)
    {
        var drawn = new HashSet<int>();
        List<DepthChain> sample = [];
        for (var count = 0; count < states && sample.Count < chains.Count;)
        {
            var at = random.Next(chains.Count);
            while (!drawn.Add(at)) at = (at + 1) % chains.Count;
            sample.Add(chains[at]);
            count += chains[at].States.Count;
        }

        return sample;
    }
}
