namespace Forerun.Cli.Demo.Running;

/// <summary>Sees the steps of a pass while they happen.</summary>
internal interface IWatch
{
    /// <summary>A letter's run begins.</summary>
    void Letter(int number);

    /// <summary>A step begins; it ends when the result is disposed.</summary>
    IDisposable Began(string step);

    /// <summary>A letter's run is settled.</summary>
    void Settled(LetterResult result);
}
