namespace Forerun.Testing;

/// <summary>A request that gets an error instead of an answer.</summary>
internal sealed class RefusedException(ApiError error) : Exception(error.Message)
{
    public ApiError Error => error;
}
