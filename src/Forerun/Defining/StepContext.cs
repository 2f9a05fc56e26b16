using Forerun.Pricing;
using Forerun.Running.Live;

namespace Forerun.Defining;

/// <summary>
/// One attempt at a step, as its code sees it. Safe from several threads. It is a flight itself, so that whoever asks models for calls of
/// a run can ask them for a step.
/// </summary>
public sealed class StepContext : IFlight
{
    private readonly Lock gate = new();
    private readonly IFlight? flight;
    private TokenUsage? used;
    private TokenUsage? under;
    private bool isUnderWay, isUnmetered;
    private (string Text, decimal Fraction) last = ("", 0);

    /// <summary>A context as the engine makes them, and as tests of a step's code may.</summary>
    /// <param name="step">The step's name.</param>
    /// <param name="idempotencyKey">Tells the receiver of an effect that two calls are one.</param>
    /// <param name="flight">Who hears of the progress.</param>
    public StepContext(string step, string idempotencyKey, IFlight flight)
    {
        Step = step;
        IdempotencyKey = idempotencyKey;
        this.flight = flight;
        Cancellation = flight.Cancellation;
    }

    /// <summary>The context of an effect that leaves: it isn't cancelled, and nobody waits for its text.</summary>
    internal StepContext(string step, string idempotencyKey)
    {
        Step = step;
        IdempotencyKey = idempotencyKey;
    }

    /// <summary>The step's name.</summary>
    public string Step { get; }

    /// <summary>
    /// Made of the run's id and of what makes the call the same as another. Equal for all attempts and tries at one call of a run, so a
    /// receiver that remembers it can drop a repeat.
    /// </summary>
    public string IdempotencyKey { get; }

    /// <summary>Cancelled when nobody wants the step any more. Never for an effect that leaves.</summary>
    public CancellationToken Cancellation { get; }

    /// <inheritdoc/>
    public TokenUsage? Expected => flight?.Expected;

    /// <summary>The tokens of all model calls so far, that of one under way included; null where one of them is not known.</summary>
    public TokenUsage? Usage
    {
        get
        {
            lock (gate) return isUnmetered || (isUnderWay && under is null) ? null : Known;
        }
    }

    private TokenUsage? Known => used is null ? under : under is null ? used : used + under;

    /// <summary>
    /// Says how far the model call under way has come, so that bets on it are weighed again, and that it is charged right if it is
    /// cancelled. Call it first when the call is sent, with an empty text: from then on tokens may be billed.
    /// </summary>
    /// <param name="text">The whole text so far.</param>
    /// <param name="fraction">Share of the step's expected output, 0 to 1.</param>
    /// <param name="usage">
    /// What this call has been billed for so far, calls before it not included; null: not known yet, and then a cancelled call is charged
    /// what such calls usually take.
    /// </param>
    public void Report(string text, decimal fraction, TokenUsage? usage = null)
    {
        lock (gate)
        {
            isUnderWay = true;
            under = usage ?? under;
            last = (text, fraction);
        }

        flight?.Report(text, fraction);
    }

    /// <summary>
    /// Says that a try of the model call under way has failed and another will follow: it is charged at once, so it is no part of
    /// <see cref="Usage"/>.
    /// </summary>
    /// <inheritdoc/>
    public void Retried(string why, TokenUsage? usage)
    {
        lock (gate)
        {
            under = null;
            isUnderWay = false;
            last = ("", 0);
        }

        flight?.Retried(why, usage);
    }

    /// <inheritdoc/>
    public ValueTask TryAgainAsync() => flight?.TryAgainAsync() ?? ValueTask.CompletedTask;

    /// <summary>Adds the tokens of a model call that has ended. Several calls add up; a null is not zero, but makes the whole unknown.</summary>
    /// <exception cref="InvalidOperationException">The step is an effect that leaves: nobody could charge a model call in there.</exception>
    public void Use(TokenUsage? usage)
    {
        EnsureChargeable();
        lock (gate)
        {
            if (usage is null) isUnmetered = true;
            else used = used is null ? usage : used + usage;
            under = null;
            isUnderWay = false;
        }
    }

    /// <summary>Refuses a model call, before it is made, where nobody could charge it.</summary>
    /// <exception cref="InvalidOperationException">The step is an effect that leaves.</exception>
    public void EnsureChargeable()
    {
        if (flight is null)
            throw new InvalidOperationException($"Step '{Step}' calls a model while its effect leaves, where nobody counts tokens; call it before.");
    }

    /// <summary>The step was cancelled or has failed: what it is known to have used by then is charged.</summary>
    internal void Bill(bool cancelled)
    {
        TokenUsage? usage;
        lock (gate) usage = cancelled && (isUnmetered || (isUnderWay && under is null)) ? null : Known;
        if (usage is not null) flight?.Report(last.Text, last.Fraction, usage);
    }
}
