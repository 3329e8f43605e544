using SpiceDeployments.Client.AotSmoke.Runner;

if (args is not [var native, var trimmed, var jit])
{
    Console.Error.WriteLine("Usage: SpiceDeployments.Client.AotSmoke.Runner NATIVE_PROGRAM TRIMMED_PROGRAM JIT_PROGRAM");
    return 2;
}

try
{
    await SmokeProcess.RunAsync(trimmed);
    var comparison = new Comparison(native, jit);
    await comparison.RunAsync();
    return Report.Write(comparison, new FileInfo(native).Length) ? 0 : 1;
}
catch (SmokeException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
