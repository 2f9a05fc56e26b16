using System.Runtime.InteropServices;
using System.Text;
using Forerun.Cli;
using Forerun.Cli.Output;

// The composition root: the only place that names the console and the system clock.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
#pragma warning disable RS0030 // Everything else is given its clock; somebody has to name the real one, once.
var clock = TimeProvider.System;
#pragma warning restore RS0030
var terminal = new Terminal(Console.Out, Console.Error)
{
    In = Console.In,
    IsTyped = !Console.IsInputRedirected,
    Rows = Console.IsOutputRedirected || Console.WindowHeight <= 4 ? 24 : Console.WindowHeight,
    Width = Console.IsOutputRedirected || Console.WindowWidth <= 0 ? null : Console.WindowWidth,
    Clock = clock,
    Watched = Console.IsErrorRedirected ? null : clock,
};

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await Cli.RunAsync(args, terminal, stop.Token).ConfigureAwait(false);

// The first signal stops in an orderly way, the second one ends the process at once.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
