namespace Forerun.Cli.Chatting;

/// <summary>Why the chat can't go on. The message is the sentence that the user reads.</summary>
internal sealed class ChatException(string message) : Exception(message);
