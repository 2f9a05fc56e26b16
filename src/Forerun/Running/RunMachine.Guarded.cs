using Forerun.Ledgers;
using Forerun.Workflows;

namespace Forerun.Running;

/// <content>Where the machine calls what others wrote: programs, policies and predictors may throw, and it goes on in order.</content>
public sealed partial class RunMachine
{
    /// <summary>Asks the program what is due in the real world until it has nothing more to ask for.</summary>
    private void Advance()
    {
        do
        {
            due.Clear();
            if (!TryNext(out var value))
            {
                Conclude(RunEnd.Failed, null, $"the program '{program.Name}' threw {Fault!.GetType().Name} when it was asked what is due");
                return;
            }

            foreach (var call in due) Ask(call);
            if (due.Count == 0 && value is not null) Conclude(RunEnd.Answered, value);
        }
        while (due.Count > 0);
    }

    /// <summary>Asks the program what is due or, if nothing is, for its answer. What it throws in the real world is the run's end.</summary>
    private bool TryNext(out Value? value)
    {
        value = null;
        try
        {
            program.Next(real, due);
            if (due.Count == 0) value = program.Answer(real);
            return true;
        }
#pragma warning disable CA1031 // handed on to whoever awaits the run; what is under way is stopped, awaited and charged all the same (law 7)
        catch (Exception e)
#pragma warning restore CA1031
        {
            Fault = e;
            return false;
        }
    }

    /// <summary>What a policy or predictor throws while learning is its own loss (law 6).</summary>
    private static void Quietly(Action learn)
    {
        try
        {
            learn();
        }
#pragma warning disable CA1031 // a user's predictor may throw anything; the run goes on without it
        catch (Exception)
#pragma warning restore CA1031
        {
            return;
        }
    }
}
