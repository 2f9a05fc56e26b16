using Forerun.AI.Clients;
using Forerun.Cli.Chatting;
using Forerun.Cli.Demo.Running;
using Forerun.Cli.Output;
using Forerun.Files;
using Forerun.Ledgers;
using Forerun.Mcp;
using Forerun.Pricing;
using Forerun.Replay;
using Forerun.Traces;

namespace Forerun.Cli;

/// <summary>What goes wrong, told in words on stderr: no stack trace reaches a user.</summary>
internal static class Failures
{
    /// <summary>The exit code of a command that failed, or that could not read all it was given.</summary>
    public const int Failed = 1;

    public static async Task<int> Told(Terminal terminal, Func<Task<int>> command)
    {
        try
        {
            return await command().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return Tell(terminal, "Stopped.");
        }
        catch (Exception e) when (IsExpected(e))
        {
            return Tell(terminal, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Tell(terminal, $"Reading or writing failed: {FileFault.Of(e)}.");
        }
        catch (OverflowException)
        {
            return Tell(terminal, "A sum is larger than a decimal holds: look for absurd seconds, tokens, prices or a value of time.");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Tell(terminal, $"This is a fault of forerun ({e.GetType().Name}: {e.Message}). Please report it, with the command.");
        }
    }

    private static bool IsExpected(Exception e) => e
        is FileException or TraceException or PriceBookException or UnknownPriceException or ReplayException or LedgerException
        or DemoException or ModelException or ChatException or McpServerException;

    private static int Tell(Terminal terminal, string sentence)
    {
        terminal.Error.WriteLine(sentence);
        return Failed;
    }
}
