namespace Forerun.Cli.Demo.Mail;

/// <summary>A letter that came in.</summary>
/// <param name="Id">Which one, for example <c>mail-1</c>.</param>
/// <param name="From">The customer's address.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Text">What it says.</param>
internal sealed record Email(string Id, string From, string Subject, string Text);

/// <summary>What a classifier made of it.</summary>
internal sealed record Route(string Reason, string Label);

/// <summary>Who wrote it.</summary>
internal sealed record Customer(string Address, string Name, string Plan);

/// <summary>A letter that went out.</summary>
internal sealed record Letter(string To, string Subject, string Text);

/// <summary>The answer of a run.</summary>
internal sealed record Receipt(string Mail, string To);
