using Forerun.Effects;
using Forerun.Workflows;

namespace Forerun.Testing;

/// <summary>A loop of fan-outs: each round's join says by its label which operations the next round's branches run, or that it was the last.</summary>
internal sealed class Rounds(
    string name, IReadOnlyList<Operation> branches, IReadOnlyList<Operation> joins, int width, int longest) : IProgram
{
    public string Name => name;

    public void Next(World world, ICollection<Call> due)
    {
        for (var round = 1; round <= longest; round++)
        {
            var before = round == 1 ? null : world.Read(new Reading(Join(round - 1), "$.label"));
            if (round > 1 && (before is null || before.Is(RandomPrograms.Terminate))) return;
            for (var i = 0; i < width; i++)
                if (!world.HasAsked(Branch(round, i))) due.Add(BranchCall(round, i, before));
            if (!world.HasAsked(Join(round)) && JoinCall(world, round) is { } join) due.Add(join);
        }
    }

    public Value? Answer(World world)
    {
        for (var round = 1; round <= longest; round++)
        {
            if (world.Read(Join(round)) is not { } value) return null;
            if (round == longest || RandomPrograms.LabelOf(value) == RandomPrograms.Terminate) return value;
        }

        return null;
    }

    private Call BranchCall(int round, int i, Value? before)
    {
        var input = before is null ? Digest.Of("begin") : before.Digest;
        var chosen = (int)((input.A + (ulong)i) % (ulong)branches.Count);
        Dependency[] reads = before is null ? [] : [new Dependency(new Reading(Join(round - 1), "$.label"), "router_k_way", 4)];
        return new Call(Branch(round, i), branches[chosen], input, reads, (round * width) + i, before);
    }

    private Call? JoinCall(World world, int round)
    {
        var input = default(Digest);
        var reads = new Dependency[width];
        for (var i = 0; i < width; i++)
        {
            reads[i] = new Dependency(new Reading(Branch(round, i), "$.label"), "classifier", 4);
            if (world.Read(reads[i].Reading) is not { } value) return null;
            input = input.Then(value.Digest);
        }

        return new Call(Join(round), joins[round % joins.Count], input, reads, round);
    }

    private static string Branch(int round, int i) => $"{round}.{i + 1}";

    private static string Join(int round) => $"{round}.join";
}
