using System.Text.Json.Nodes;

namespace Forerun.Testing;

/// <summary>An error as the protocol has it.</summary>
internal sealed record ApiError(int Status, string Type, string Message, string? Param = null, string? Code = null)
{
    public static ApiError RateLimited { get; } = new(429, "rate_limit_error", "The fault plan has this request limited; try again later.", null, "rate_limit_exceeded");

    public static ApiError Server { get; } = new(500, "server_error", "The fault plan has the server fail on this request.");

    public static ApiError OutOfCredit { get; } = new(429, "insufficient_quota", "The fault plan has this account used up.", null, "insufficient_quota");

    public static ApiError NotOffered { get; } = new(501, "invalid_request_error", "The fault plan has this not offered.");

    public static ApiError Key { get; } = new(
        401, "invalid_request_error", "The key is missing or wrong; send the server's key as \"Authorization: Bearer KEY\".", null, "invalid_api_key");

    public static ApiError Invalid(string message, string? param = null) => new(400, "invalid_request_error", message, param);

    public static ApiError NoModel(string model, IEnumerable<string> known) => new(
        404, "invalid_request_error", $"The model \"{model}\" does not exist here; there is {string.Join(", ", known)}.", "model", "model_not_found");

    public static ApiError NoPath(string method, string path) => new(
        404, "invalid_request_error", $"Nothing answers {method} {path}; there is POST /v1/chat/completions and GET /v1/models.");

    public static ApiError Script(Exception error) => new(500, "server_error", $"The script threw {error.GetType().Name}: {error.Message}");

    public JsonObject ToJson() => new()
    {
        ["error"] = new JsonObject { ["message"] = Message, ["type"] = Type, ["param"] = Param, ["code"] = Code },
    };
}
