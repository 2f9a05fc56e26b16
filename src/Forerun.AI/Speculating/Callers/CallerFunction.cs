using System.Runtime.ExceptionServices;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Speculating.Callers;

/// <summary>
/// A tool that its caller calls himself: to everybody the same tool, and what was begun of a call before it was asked for is its answer.
/// Made by <see cref="SpeculationExtensions.WithSpeculation(IEnumerable{AITool}, SpeculatingChatClient)"/>.
/// </summary>
internal sealed class CallerFunction(AIFunction inner, CallerTools owner) : DelegatingAIFunction(inner)
{
    private readonly Lock gate = new();
    private string? tenant;
    private bool isUsed, isShared;

    /// <summary>The tool itself.</summary>
    public AIFunction Within => InnerFunction;

    /// <summary>Whose it is.</summary>
    public CallerTools Owner => owner;

    /// <summary>Whether requests of more than one tenant had it: then nobody can say whose call a call is, and nothing is bet on it.</summary>
    public bool IsShared
    {
        get { lock (gate) return isShared; }
    }

    /// <summary>A request of a tenant has it. True: from now on it is shared.</summary>
    public bool UseFor(string? who)
    {
        lock (gate)
        {
            var was = isShared;
            isShared |= isUsed && who != tenant;
            (isUsed, tenant) = (true, isUsed ? tenant : who);
            return isShared && !was;
        }
    }

    /// <summary>Whether a tenant may have what was begun of it for the one whose it is.</summary>
    public bool MayServe(string? who)
    {
        lock (gate) return !isShared && (who is null || who == tenant);
    }

    public override object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType == typeof(CallerFunction) ? this : base.GetService(serviceType, serviceKey);

    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        if (owner.Take(this, arguments, cancellationToken) is not { } asking) return await base.InvokeCoreAsync(arguments, cancellationToken).ConfigureAwait(false);
        using var cancelling = cancellationToken.UnsafeRegister(static a => ((Asking)a!).Cancel(), asking);
        if (await asking.Answer.ConfigureAwait(false) is not { } outcome) return await base.InvokeCoreAsync(arguments, cancellationToken).ConfigureAwait(false);
        if (outcome.Error is not { } error) return outcome.Result;
        if (error is OperationCanceledException && cancellationToken.IsCancellationRequested) throw new OperationCanceledException(error.Message, error, cancellationToken);
        ExceptionDispatchInfo.Throw(error);
        return null;
    }
}
