using System.Diagnostics;
using System.Globalization;
using Forerun.Ledgers;

namespace Forerun.Telemetry;

/// <summary>The span above the calls: a run's, or of an agent that talks on one for each of its turns.</summary>
internal sealed class Trunk(ActivitySource source, Tags tags, Func<ActivityContext> caller, bool isAgent)
{
    private Activity? open;

    /// <summary>What calls hang on: the span that is open, else the last one.</summary>
    public ActivityContext Context { get; private set; }

    public bool IsOpen => open is not null;

    public void Begin(DateTimeOffset at)
    {
        if (open is not null) return;
        var before = Activity.Current;
        var attributes = new ActivityTagsCollection
        {
            [Names.Operation] = isAgent ? "invoke_agent" : "invoke_workflow", [isAgent ? Names.Agent : Names.WorkflowName] = tags.Workflow,
            [Names.Run] = tags.Run, [Names.Policy] = tags.Policy,
        };
        if (tags.Tenant is { } tenant) attributes[Names.Tenant] = tenant;
        if ((tags.Conversation ?? (isAgent ? tags.Run : null)) is { } conversation) attributes[Names.Conversation] = conversation;
        Activity.Current = null; // who the caller is, is said; what happens to flow here is somebody else's
        open = source.StartActivity($"{(isAgent ? "invoke_agent" : "invoke_workflow")} {tags.Workflow}", ActivityKind.Internal, caller(), attributes, startTime: at);
        if (open is not null) Context = open.Context;
        Activity.Current = before;
    }

    public void End(DateTimeOffset at, RunRow? row = null)
    {
        if (open is null) return;
        if (row is not null)
        {
            open.SetTag(Names.End, Names.Of(row.End));
            open.SetTag(Names.Cost, (double)row.Cost.Amount);
            if (row.AnsweredAt is { } answered) open.SetTag(Names.Answered, answered.TotalSeconds);
            if (row.End == RunEnd.Failed) open.SetStatus(ActivityStatusCode.Error);
        }

        var before = Activity.Current;
        open.SetEndTime(at.UtcDateTime);
        open.Stop();
        open = null;
        Activity.Current = before;
    }

    public void Tell(DecisionRow row, DateTimeOffset at)
    {
        if (open is null) return;
        var (decision, terms) = (row.Decision, row.Decision.Terms);
        open.AddEvent(new ActivityEvent("forerun.decision", at, new ActivityTagsCollection
        {
            [Names.Slots] = row.Slots.ToArray(), [Names.Edge] = row.Edge, [Names.Verdict] = Names.Of(decision.Verdict), [Names.Phase] = Names.Of(decision.Phase),
            [Names.Reason] = Names.Of(decision.Reason), [Names.Probability] = (double)terms.Probability, [Names.BreakEven] = (double)terms.BreakEvenProbability,
            [Names.Saved] = terms.Saved.TotalSeconds, [Names.AtRisk] = (double)terms.Cost.Amount, [Names.GuessPrice] = (double)terms.GuessPrice.Amount,
            [Names.Dial] = (double)terms.Dial, [Names.ValueOfTime] = (double)terms.ValueOfTime.Amount, [Names.Allowed] = decision.WithinAllowance,
        }));
    }

    public void Tell(TryRow row, DateTimeOffset at) => open?.AddEvent(new ActivityEvent("forerun.failed_try", at, new ActivityTagsCollection
    {
        [Names.Attempt] = row.Attempt.ToString(CultureInfo.InvariantCulture), [Names.Step] = row.Operation, [Names.Why] = row.Why, [Names.Cost] = (double?)row.Cost?.Amount,
    }));
}
