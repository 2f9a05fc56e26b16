using System.CommandLine;
using Forerun.Cli.Output;

namespace Forerun.Cli.Generating;

/// <summary><c>forerun generate</c>: traces whose right answer is known.</summary>
internal static class GenerateCommand
{
    public static Command Make(Terminal terminal)
    {
        var command = new Command(
            "generate", "Makes traces with known properties, by options and a seed; the same two give the same runs anywhere.");
        command.Add(Families.Plan().Command(terminal, "forerun generate plan --seed 1 --runs 12 --out plan.jsonl"));
        command.Add(Families.Router().Command(terminal, "forerun generate router --seed 1 --ways 3 --skew 1 --out router.jsonl"));
        command.Add(Families.Dag().Command(terminal, "forerun generate dag --seed 1 --fan-out 4 --levels 2 --out dag.jsonl"));
        command.Add(Families.Tree().Command(terminal, "forerun generate tree --seed 1 --ways 12 --levels 6 --out tree.jsonl"));
        command.Add(Families.Verify().Command(terminal, "forerun generate verify --seed 1 --match-rate 0.6 --levels 3 --out verify.jsonl"));
        Help.AddExamples(command, terminal, "forerun generate plan --seed 1 --runs 12 --out plan.jsonl");
        return command;
    }
}
