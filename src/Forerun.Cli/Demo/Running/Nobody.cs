namespace Forerun.Cli.Demo.Running;

/// <summary>Nobody watches.</summary>
internal sealed class Nobody : IWatch, IDisposable
{
    /// <inheritdoc/>
    public void Letter(int number)
    {
    }

    /// <inheritdoc/>
    public IDisposable Began(string step) => this;

    /// <inheritdoc/>
    public void Settled(LetterResult result)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
