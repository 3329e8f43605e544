namespace SpiceDeployments.Client.Testing.Internal.Requests;

/// <summary>Writes a line for each completed request to <see cref="SpiceCloudEmulatorOptions.Output"/>. Exceptions thrown by the output are ignored.</summary>
internal sealed class RequestOutputWriter(Action<string>? output, Func<string, string> describeSimilarRoutes)
{
    private readonly object _lock = new();

    public void Write(RecordedRequest request)
    {
        if (output is null)
        {
            return;
        }

        string line = request.HasNoRoute ? $"{request}; similar routes: {describeSimilarRoutes(request.Path)}" : request.ToString();
        try
        {
            lock (_lock)
            {
                output(line);
            }
        }
        catch (Exception)
        {
            // The output of a test framework throws once its test has completed.
        }
    }
}
