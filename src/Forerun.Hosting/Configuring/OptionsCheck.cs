using System.Globalization;
using Forerun.Policies;
using Microsoft.Extensions.Options;

namespace Forerun.Hosting.Configuring;

/// <summary>All that is wrong with options, each by the key that it stands under.</summary>
internal sealed class OptionsCheck(TimeProvider time) : IValidateOptions<ForerunOptions>
{
    public ValidateOptionsResult Validate(string? name, ForerunOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> errors = [.. options.Unread, .. Errors(options).Select(e => $"{options.Section}:{e}")];
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private IEnumerable<string> Errors(ForerunOptions options)
    {
        if (options is { Mode: { } mode, Dial: { } dial }) yield return $"Mode is {mode} and Dial is {dial}, name one of the two";
        if (options.Mode is { } named && !Enum.IsDefined(named)) yield return $"Mode is {named}, {Takes("Mode")}";
        if (options.Dial is < 0 or > 1) yield return $"Dial is {options.Dial}, {Takes("Dial")}";
        if (options.Target is { } target && Aiming.Target.Parse(target) is null) yield return $"Target is '{target}', {Takes("Target")}";
        if (options.ValueOfTime < 0) yield return $"ValueOfTime is {options.ValueOfTime}, {Takes("ValueOfTime")}";
        if (options.Quantile is <= 0 or > 0.5m) yield return $"Quantile is {options.Quantile}, {Takes("Quantile")}";
        if (options.Forget is not (> 0 and <= 1)) yield return $"Forget is {options.Forget.ToString(CultureInfo.InvariantCulture)}, {Takes("Forget")}";
        if (!IsPolicy(options.Policy ?? "")) yield return $"Policy is '{options.Policy}', {Takes("Policy")}";
        foreach (var error in Files(options).Concat(Limits(options.Limits)).Concat(PriceFiles.Errors(options, time.GetUtcNow()))) yield return error;
    }

    private static bool IsPolicy(string name)
    {
        try
        {
            return LivePolicies.Find(name) is not null;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Files(ForerunOptions options)
    {
        if (options.Ledger is { Length: 0 }) yield return $"Ledger is empty, {Takes("Ledger")}";
        if (options.Learned is { Length: 0 }) yield return $"Learned is empty, {Takes("Learned")}";
        if (options.Ledger?.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) == true)
            yield return $"Ledger is '{options.Ledger}', a file of lines would be emptied at each start: name one for a database, such as ledger.db";
    }

    private static IEnumerable<string> Limits(ForerunLimits limits)
    {
        if (limits.Attempts < 1) yield return $"Limits:Attempts is {limits.Attempts}, {Takes("Limits:Attempts")}";
        if (limits.RequestsPerMinute < 1) yield return $"Limits:RequestsPerMinute is {limits.RequestsPerMinute}, {Takes("Limits:RequestsPerMinute")}";
        if (limits.TokensPerMinute < 1) yield return $"Limits:TokensPerMinute is {limits.TokensPerMinute}, {Takes("Limits:TokensPerMinute")}";
        if (limits.DollarsPerRun <= 0) yield return $"Limits:DollarsPerRun is {limits.DollarsPerRun}, {Takes("Limits:DollarsPerRun")}";
        if (limits.DollarsPerHour <= 0) yield return $"Limits:DollarsPerHour is {limits.DollarsPerHour}, {Takes("Limits:DollarsPerHour")}";
        if (limits.DollarsPerDay <= 0) yield return $"Limits:DollarsPerDay is {limits.DollarsPerDay}, {Takes("Limits:DollarsPerDay")}";
        if (limits.SpeculativeShare is < 0 or > 1) yield return $"Limits:SpeculativeShare is {limits.SpeculativeShare}, {Takes("Limits:SpeculativeShare")}";
    }

    private static string Takes(string key) => $"it takes {Setting.All.First(s => s.Key == key).Takes}";
}
