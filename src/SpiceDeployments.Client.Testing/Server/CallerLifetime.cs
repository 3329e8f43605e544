using Microsoft.Extensions.Hosting;

namespace SpiceDeployments.Client.Testing.Server;

/// <summary>The server lives from start to dispose; Ctrl+C and SIGTERM belong to the program around it.</summary>
internal sealed class CallerLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
