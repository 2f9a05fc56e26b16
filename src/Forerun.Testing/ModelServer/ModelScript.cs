namespace Forerun.Testing;

/// <summary>Scripts from a function or a text.</summary>
public static class ModelScript
{
    /// <summary>A script that is a function. It must be pure; see <see cref="IModelScript"/>.</summary>
    public static IModelScript Of(Func<ModelRequest, ModelAnswer> answer) => new Function(answer);

    /// <summary>A script that always says the same.</summary>
    public static IModelScript Always(ModelAnswer answer) => new Function(_ => answer);

    /// <summary>A script that always says the same text.</summary>
    public static IModelScript Always(string text) => Always(new ModelAnswer { Text = text });

    private sealed class Function(Func<ModelRequest, ModelAnswer> answer) : IModelScript
    {
        public ModelAnswer Answer(ModelRequest request) => answer(request);
    }
}
