using DeployAndWait;
using DeployAndWait.Display;

using var interruption = new Interruption();
IDisplay display = Displays.ForThisConsole();
var run = new SampleRun(display);
try
{
    Arguments arguments = ArgumentParser.Parse(args);
    if (arguments.ShowsHelp)
    {
        await Console.Out.WriteLineAsync(Usage.Text);
        return ExitCodes.Succeeded;
    }

    await run.DeployAsync(arguments, interruption.Token);
    return ExitCodes.Succeeded;
}
catch (Exception exception)
{
    var failure = Failure.Of(exception, run.Unfinished);
    await Console.Error.WriteLineAsync(failure.Message);
    return failure.ExitCode;
}
