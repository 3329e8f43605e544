namespace SpiceDeployments.Tool;

/// <summary>The entry point.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        using var signals = new TerminationSignals();
        return await ToolProgram.RunAsync(args, ToolHost.OfProcess(), signals.Token).ConfigureAwait(false);
    }
}
