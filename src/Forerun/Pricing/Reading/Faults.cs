namespace Forerun.Pricing.Reading;

/// <summary>What is wrong with a price file. Reading goes on after a fault, so that all of them are told at once.</summary>
internal sealed class Faults(string file)
{
    private readonly List<PriceBookFault> found = [];

    public bool AreNone => found.Count == 0;

    public void Note(PriceBookFault fault) => found.Add(fault);

    /// <summary>Ends the reading if anything is wrong: from here on what was read is taken to be sound.</summary>
    public void Throw()
    {
        if (found.Count > 0) throw new PriceBookException(file, found);
    }
}
