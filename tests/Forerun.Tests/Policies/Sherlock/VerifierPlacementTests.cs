using Forerun.Effects;
using Forerun.Policies.Sherlock;
using Forerun.Tests.Running;
using Forerun.Workflows;

namespace Forerun.Tests.Policies.Sherlock;

public class VerifierPlacementTests
{
    private static readonly Node[] Diamond =
    [
        new("ask", Lab.Model("ask"), []), new("left", Lab.Model("left"), [Lab.On("ask")]), new("right", Lab.Model("right"), [Lab.On("ask")]),
        new("join", Lab.Model("join"), [Lab.On("left"), Lab.On("right")]), new("answer", Lab.Model("answer"), [Lab.On("join")]),
    ];

    [Fact]
    public void Order_OfADiamond_IsTerminalThenInitialThenByFanIn() =>
        Assert.Equal(["answer", "ask", "join", "left", "right"], VerifierPlacement.Order(Planned(Diamond)));

    [Fact]
    public void Order_WhatCannotBeVerified_IsLeftOut()
    {
        Node[] nodes =
        [
            .. Diamond, new("checked", Lab.Model("check") with { IsVerifier = true }, [Lab.On("answer")]),
            new("sent", Lab.Tool("send", Effect.Staged), [Lab.On("checked")]),
            new("approved", Lab.Model("approve") with { Kind = OperationKind.Human }, [Lab.On("checked")]),
        ];

        Assert.Equal(["ask", "join", "left", "right"], VerifierPlacement.Order(Planned(nodes)));
    }

    [Fact]
    public void Place_TwoVerifiers_AreReadInThePlaceOfWhatTheyVerify()
    {
        var placed = VerifierPlacement.Place(Diamond, VerifierOf, 2);

        Assert.Equal(["ask", "ask/verified", "left", "right", "join", "answer", "answer/verified"], placed.Select(n => n.Slot));
        Assert.Equal(new Dependency(new Reading("ask/verified"), "verified"), Assert.Single(placed[2].After));
        Assert.Equal(["left", "right"], placed[4].After.Select(d => d.Reading.Slot));
        Assert.Equal("answer", Assert.Single(placed[6].After).Reading.Slot);
    }

    [Fact]
    public void Place_AndRun_GivesTheVerifiedAnswerAndBetsOnIt()
    {
        var lab = new Lab();
        foreach (var node in VerifierPlacement.Place(Diamond, VerifierOf, 5)) lab.Does(node.Slot, node.Operation, 3, "same");

        var result = lab.Run(VerifierPlacement.Place(Diamond, VerifierOf, 5), policy: new SherlockPolicy(new(100)));

        Assert.Equal("same", result.Answer!.To<string>());
        Assert.True(result.Hits >= 4, $"{result.Hits}");
    }

    [Fact]
    public void Place_NoneAtAll_LeavesTheWorkflowAsItIs() => Assert.Equal(Diamond.Select(n => n.Slot), VerifierPlacement.Place(Diamond, VerifierOf, 0).Select(n => n.Slot));

    [Fact]
    public void Place_WithWhatIsNoVerifier_IsRefused() =>
        Assert.Contains("set IsVerifier", Assert.Throws<ArgumentException>(() => VerifierPlacement.Place(Diamond, n => n.Operation, 1)).Message, StringComparison.Ordinal);

    private static Operation VerifierOf(Node node) => Lab.Model($"verify {node.Operation.Name}") with { IsVerifier = true };

    private static PlannedCall[] Planned(Node[] nodes) => [.. nodes.Select(n => new PlannedCall(n.Slot, n.Operation, n.After))];
}
