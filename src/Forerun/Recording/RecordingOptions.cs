using System.Security.Cryptography;
using System.Text;

namespace Forerun.Recording;

/// <summary>How runs are recorded.</summary>
public record RecordingOptions
{
    /// <summary>The environment variable that holds the key of the hashes where <see cref="Key"/> doesn't.</summary>
    public const string KeyVariable = "FORERUN_RECORDING_KEY";

    /// <summary>The shortest key, in UTF-8 bytes: a shorter one could be tried out.</summary>
    public const int MinKeyBytes = 16;

    /// <summary>What becomes of values. Default: <see cref="RecordedContent.Hashed"/>.</summary>
    public RecordedContent Content { get; init; }

    /// <summary>
    /// The key of the hashes, at least <see cref="MinKeyBytes"/> bytes; recordings with the same key can be compared. Default: the
    /// variable <see cref="KeyVariable"/>, else a random key that is nowhere kept, so that only what one recorder writes can be compared.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>What is run, as the trace calls it. Default: the workflow's name, or else the file's name without extension.</summary>
    public string? Workload { get; init; }

    /// <summary>Told once, in a sentence, when runs can't be recorded; the agent goes on all the same. Default: nobody is told.</summary>
    public Action<string>? OnWarning { get; init; }

    /// <summary>Every error of these options, a sentence each; none when they can be used.</summary>
    public virtual IReadOnlyList<string> Errors => KeyText is { } key && Encoding.UTF8.GetByteCount(key) < MinKeyBytes
        ? [$"The key of the hashes has {Encoding.UTF8.GetByteCount(key)} bytes; give {nameof(Key)} or {KeyVariable} at least {MinKeyBytes}, or none for a random key."]
        : [];

    private string? KeyText => Key ?? (Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } given ? given : null);

    /// <summary>What hides the values, by these options.</summary>
    public Veil Veil() => new(Content, KeyText is { } key ? Encoding.UTF8.GetBytes(key) : RandomNumberGenerator.GetBytes(32));
}
