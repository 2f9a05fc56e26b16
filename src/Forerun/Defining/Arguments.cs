using Forerun.Workflows;

namespace Forerun.Defining;

/// <summary>The inputs of one attempt: every attempt reads copies of its own, so none can change another's.</summary>
internal readonly record struct Arguments(IReadOnlyList<Value> Values, Json Json, string Step)
{
    public T Get<T>(int index) => Json.Read<T>(Values[index], $"Input {index + 1} of step '{Step}'");
}
