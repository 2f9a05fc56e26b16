using Forerun.Running.Waiting;
using Forerun.Workflows;

namespace Forerun.Tests.Running.Waiting;

public class RealPathTests
{
    private readonly RealPath path = new() { WasAhead = true };

    [Fact]
    public void Waits_OfCodeThatAsksOneAfterTheOther_AddUpWithTheTimeOfTheCode()
    {
        Ask("first", 0, known: 10);
        Ask("second", 12, known: 15, headStart: 5);

        var (waited, without) = path.Waits(At(16))!.Value;

        Assert.Equal((At(16), At(10 + 2 + 8 + 1)), (waited, without));
    }

    [Fact]
    public void Waits_OfCodeThatAsksForTwoThingsAtOnce_AreThoseOfTheLonger()
    {
        Ask("first", 0, known: 5, headStart: 5);
        Ask("second", 0, known: 8);

        Assert.Equal((At(8), At(10)), path.Waits(At(8)));
    }

    [Fact]
    public void Waits_OfARunThatWasNeverAhead_AreWhatItTook()
    {
        path.WasAhead = false;
        Ask("first", 0, known: 5);

        Assert.Equal((At(7), At(7)), path.Waits(At(7)));
    }

    [Fact]
    public void Waits_OfARunWithoutAnAnswer_AreNotKnown_UnlessOnlyAPersonsWordIsAwaited()
    {
        Ask("reply", 0, known: 5);
        path.Ask(CallOf("person", OperationKind.Human), At(5), isQuestion: false);
        Assert.Equal((At(5), At(5)), path.Waits(null));

        path.Ask(CallOf("reply 2", OperationKind.Model), At(5), isQuestion: false);
        Assert.Null(path.Waits(null));
    }

    [Fact]
    public void Waits_WhileOnlyAPersonIsAtWork_CountForNobody()
    {
        path.Ask(CallOf("person", OperationKind.Human), At(0), isQuestion: false);
        path.Know("person", At(60));
        Ask("reply", 60, known: 63, headStart: 2);

        Assert.Equal((At(3), At(5)), path.Waits(At(63)));
    }

    private void Ask(string slot, double asked, double known, double headStart = 0)
    {
        path.Ask(CallOf(slot, OperationKind.Model), At(asked), isQuestion: true);
        if (headStart > 0) path.Adopt(slot, At(headStart));
        path.Know(slot, At(known));
    }

    private static Call CallOf(string slot, OperationKind kind) => new(slot, new Operation(slot) { Kind = kind }, default, []);

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
