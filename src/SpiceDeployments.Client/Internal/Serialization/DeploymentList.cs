using System.Text.Json;
using System.Text.Json.Serialization;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>The answer to a list: <c>{"deployments":[…]}</c>.</summary>
internal sealed record DeploymentList : IJsonOnDeserialized
{
    public IReadOnlyList<Deployment> Deployments { get; init; } = [];

    // The serializer puts null where the JSON has null or nothing; a list with holes is no list.
    void IJsonOnDeserialized.OnDeserialized()
    {
        IReadOnlyList<Deployment?>? received = Deployments;
        if (received is null || received.Contains(null))
        {
            throw new JsonException("'deployments' must be an array of objects.");
        }
    }
}
