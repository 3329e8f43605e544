namespace SpiceDeployments.Client.Testing.Internal.Requests;

/// <summary>Tells the output, if there is one, of each request that has ended. Nothing that the output throws is any business of the request's.</summary>
/// <param name="output">Where to.</param>
/// <param name="describeNearestRoutes">The words for the routes that are nearest to a path.</param>
internal sealed class RequestReport(Action<string>? output, Func<string, string> describeNearestRoutes)
{
    private object Lock { get; } = new();

    public void Tell(RecordedRequest request)
    {
        if (output is null)
        {
            return;
        }

        string line = request.HasNoRoute ? $"{request}; the emulator knows {describeNearestRoutes(request.Path)}" : request.ToString();
        try
        {
            lock (Lock)
            {
                output(line);
            }
        }
        catch (Exception)
        {
            // A test framework's output throws once its test is over.
        }
    }
}
