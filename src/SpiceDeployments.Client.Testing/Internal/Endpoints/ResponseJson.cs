using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Serialization;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>Serializes the bodies of <see cref="ResponseBodies"/> without reflection.</summary>
internal static class ResponseJson
{
    private static readonly ResponseJsonContext Context = new(ApiJson.CreateOptions());

    public static JsonObject ToObject(ResponseBodies.Deployment body) => JsonSerializer.SerializeToNode(body, Context.Deployment)!.AsObject();

    public static Task RespondAsync<T>(this HttpResponse response, int status, T body) => response.RespondAsync(status, body, (JsonTypeInfo<T>)Context.GetTypeInfo(typeof(T))!);
}
