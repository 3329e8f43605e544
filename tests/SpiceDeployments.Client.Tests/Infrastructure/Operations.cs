using System.Reflection;

namespace SpiceDeployments.Client.Tests.Infrastructure;

/// <summary>The operations of the client, found by reflection so that tests of every operation include new ones.</summary>
internal static class Operations
{
    private static readonly Dictionary<string, MethodInfo> Methods = typeof(IDeploymentsClient).GetMethods().Concat(typeof(IAppsClient).GetMethods()).ToDictionary(GetName);

    public static IReadOnlyList<string> All { get; } = [.. Methods.Keys];

    /// <summary>The operations that take an app id. The others take an intent.</summary>
    public static IReadOnlyList<string> WithAppId { get; } = [.. Methods.Where(entry => Takes(entry.Value, "appId")).Select(entry => entry.Key)];

    public static IReadOnlyList<string> WithDeploymentId { get; } =
        [.. Methods.Where(entry => Takes(entry.Value, "deploymentId")).Select(entry => entry.Key)];

    /// <summary>Calls an operation with the ids and the token, and the default of every other parameter. A sequence is read to its end.</summary>
    public static Task RunAsync(string operation, DeploymentsClient client, long appId, long deploymentId, CancellationToken cancellationToken)
    {
        MethodInfo method = Methods[operation];
        object?[] arguments = [.. method.GetParameters().Select(parameter => parameter.Name switch
        {
            "appId" => appId,
            "deploymentId" => deploymentId,
            "intent" => new DeploymentIntent { Key = Guid.NewGuid(), AppId = appId },
            "name" => "orders",
            "request" when parameter.ParameterType == typeof(UpdateAppRequest) => new UpdateAppRequest { Description = "Orders" },
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

    private static string GetName(MethodInfo method) => Takes(method, "intent") ? $"{method.Name}({nameof(DeploymentIntent)})" : method.Name;

    private static bool Takes(MethodInfo method, string name) => method.GetParameters().Any(parameter => parameter.Name == name);

    private static async Task ReadAllAsync(IAsyncEnumerable<Deployment> deployments)
    {
        await foreach (Deployment deployment in deployments.ConfigureAwait(false)) // A test may run this in a context of its own.
        {
            Assert.NotNull(deployment);
        }
    }
}
