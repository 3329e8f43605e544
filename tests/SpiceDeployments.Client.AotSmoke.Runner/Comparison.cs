namespace SpiceDeployments.Client.AotSmoke.Runner;

/// <summary>Runs the program alternately as native code and under the JIT, so that other load on the machine affects both.</summary>
internal sealed class Comparison(string native, string jit)
{
    private const int Runs = 5;

    private readonly List<SmokeRun> _native = [];
    private readonly List<SmokeRun> _jit = [];

    public IReadOnlyList<SmokeRun> Native => _native;

    public IReadOnlyList<SmokeRun> Jit => _jit;

    public async Task RunAsync()
    {
        // Warm-up runs load the files into memory and compile the emulator's code.
        await SmokeProcess.RunAsync(native);
        await SmokeProcess.RunAsync(jit);
        for (int run = 0; run < Runs; run++)
        {
            _native.Add(await SmokeProcess.RunAsync(native));
            _jit.Add(await SmokeProcess.RunAsync(jit));
        }
    }
}
