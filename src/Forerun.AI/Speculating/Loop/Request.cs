using Forerun.AI.Speculating.Replies;
using Forerun.Effects;
using Forerun.Workflows;
using Microsoft.Extensions.AI;

namespace Forerun.AI.Speculating.Loop;

/// <summary>What a caller asks for: one turn of a conversation. Nothing of it is changed.</summary>
/// <param name="Messages">The messages as he gave them, without leave that was asked for and given.</param>
/// <param name="Options">The options as he gave them.</param>
/// <param name="Tools">The tools in them.</param>
/// <param name="Model">The model's name in the price book; null: not known.</param>
internal sealed record Request(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options, Toolbox Tools, string? Model)
{
    private static readonly Operation Decide = new(Recording.Recorder.Decide) { Kind = OperationKind.Model, Effect = Effect.None };

    /// <summary>What asking the model is to a run, whatever it is told.</summary>
    public Operation Operation { get; } = Decide with { Model = Model, Version = Model ?? "", MaxOutputTokens = Options?.MaxOutputTokens };

    /// <summary>The most input tokens of what a model is told, where limits have to know it; null: they need not.</summary>
    public Func<IReadOnlyList<ChatMessage>, ChatOptions?, long?>? MostInput { get; init; }

    /// <summary>What a person has said to calls that needed leave; null: nothing is to be done about any.</summary>
    public Leave? Leave { get; init; }

    /// <summary>How many calls of tools stand in the messages: the next one is numbered by that.</summary>
    public int Calls { get; } = Messages.Sum(m => m.Contents.Count(c => c is FunctionCallContent));

    /// <summary>Where the caller was when he asked: models and tools see what flows from there.</summary>
    public ExecutionContext? Context { get; } = ExecutionContext.Capture();

    /// <summary>What the person has said last.</summary>
    public string Said => string.Join('\n', Messages.Reverse().TakeWhile(m => m.Role == ChatRole.User).Reverse().Select(m => m.Text));
}
