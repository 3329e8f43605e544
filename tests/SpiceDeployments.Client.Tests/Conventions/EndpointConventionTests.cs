using System.Reflection;
using Refit;
using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Internal.Serialization;

namespace SpiceDeployments.Client.Tests.Conventions;

public sealed class EndpointConventionTests
{
    private static readonly Type[] Interfaces = [typeof(IDeploymentsApi), typeof(IAppsApi)];

    [Fact]
    public void EveryRequest_ExceptGet_TakesASendPermit()
    {
        MethodInfo[] requests = [.. Interfaces.SelectMany(api => api.GetMethods()).Where(method => method.GetCustomAttribute<GetAttribute>() is null)];

        Assert.NotEmpty(requests);
        Assert.All(requests, method => Assert.Contains(
            method.GetParameters(),
            parameter => parameter.ParameterType == typeof(SendPermit) && parameter.GetCustomAttribute<PropertyAttribute>()?.Key == RequestOptions.SendPermitName));
    }
}
