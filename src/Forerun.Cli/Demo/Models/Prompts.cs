using Forerun.Cli.Demo.Mail;
using Microsoft.Extensions.AI;

namespace Forerun.Cli.Demo.Models;

/// <summary>What the models are asked.</summary>
internal static class Prompts
{
    /// <summary>The most tokens that either answer may have.</summary>
    public const int MaxOutputTokens = 400;

    private const string Writer =
        "You answer letters to a mail-order house. Write one friendly letter of about 100 words, without a greeting by name and without order "
        + "numbers, that fits every letter of this route, and offer what the customer's plan allows.";

    /// <summary>Where does this letter go?</summary>
    public static IReadOnlyList<ChatMessage> Classify(Email mail) =>
        [new(ChatRole.System, Handbook.Text), new(ChatRole.User, $"From: {mail.From}\nSubject: {mail.Subject}\n\n{mail.Text}")];

    /// <summary>What do we write? It reads the label and the plan, and nothing else of what went before.</summary>
    public static IReadOnlyList<ChatMessage> Draft(string label, string plan) =>
        [new(ChatRole.System, Writer), new(ChatRole.User, $"route: {label}\nplan: {plan}")];
}
