using System.Text.Json;
using SpiceDeployments.Client;

namespace ListDeployments;

/// <summary>Deployments as a program reads them: an array of objects whose fields have the names of the API.</summary>
internal static class DeploymentJson
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    public static void Write(IReadOnlyList<Deployment> deployments) => Console.WriteLine(JsonSerializer.Serialize(deployments, Options));
}
