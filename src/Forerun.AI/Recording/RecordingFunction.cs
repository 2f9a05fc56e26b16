using Microsoft.Extensions.AI;

namespace Forerun.AI.Recording;

/// <summary>Forwards every call of a tool, timed.</summary>
internal sealed class RecordingFunction(AIFunction inner, Recorder recorder) : DelegatingAIFunction(inner)
{
    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        // Digested before the call: the tool may change what it was given.
        var call = recorder.ToolCalled(Name, arguments);
        try
        {
            return await base.InvokeCoreAsync(arguments, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            recorder.ToolReturned(call);
        }
    }
}
