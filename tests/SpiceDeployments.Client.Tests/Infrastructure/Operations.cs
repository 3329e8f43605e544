using System.Reflection;

namespace SpiceDeployments.Client.Tests.Infrastructure;

/// <summary>The operations of the client, found by reflection so that tests of every operation include new ones.</summary>
internal static class Operations
{
    public static IReadOnlyList<string> All { get; } = [.. typeof(IDeploymentsClient).GetMethods().Select(method => method.Name)];

    public static IReadOnlyList<string> WithDeploymentId { get; } =
        [.. typeof(IDeploymentsClient).GetMethods().Where(method => method.GetParameters().Any(parameter => parameter.Name == "deploymentId")).Select(method => method.Name)];

    /// <summary>Calls an operation with the ids and the token, and the default of every other parameter. A sequence is read to its end.</summary>
    public static Task RunAsync(string operation, IDeploymentsClient client, long appId, long deploymentId, CancellationToken cancellationToken)
    {
        MethodInfo method = typeof(IDeploymentsClient).GetMethod(operation)!;
        object?[] arguments = [.. method.GetParameters().Select(parameter => parameter.Name switch
        {
            "appId" => appId,
            "deploymentId" => deploymentId,
            "cancellationToken" => cancellationToken,
            _ => parameter.DefaultValue,
        })];
        return method.Invoke(client, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null) switch
        {
            Task task => task,
            IAsyncEnumerable<Deployment> deployments => ReadAllAsync(deployments),
            var other => throw new InvalidOperationException($"{operation} returned {other}."),
        };
    }

    private static async Task ReadAllAsync(IAsyncEnumerable<Deployment> deployments)
    {
        await foreach (Deployment deployment in deployments.ConfigureAwait(false)) // A test may run this in a context of its own.
        {
            Assert.NotNull(deployment);
        }
    }
}
