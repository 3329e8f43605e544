using System.Text.Json;
using System.Text.Json.Nodes;
using SpiceDeployments.Client.Tests.Infrastructure;
using WireMock.ResponseProviders;

namespace SpiceDeployments.Client.Tests.Wire.Apps;

/// <summary>A test of the apps API.</summary>
public abstract class AppTest : WireTest
{
    protected const string Spicepod = """{"name":"orders","version":"v2","kind":"Spicepod"}""";

    protected static IResponseProvider Lost => WireResponse.Json("""{"error":"No luck"}""", status: 502);

    protected static JsonElement Parse(string json) => JsonSerializer.Deserialize<JsonElement>(json);

    /// <summary>App 123, with a change.</summary>
    protected static IResponseProvider AppResponse(Action<JsonObject>? change = null) => WireResponse.Json(AppJson(change));

    protected static string AppJson(Action<JsonObject>? change = null)
    {
        var app = new JsonObject
        {
            ["id"] = AppId,
            ["name"] = "orders",
            ["description"] = "Before",
            ["tags"] = new JsonObject { ["team"] = "retail" },
            ["api_key"] = "123|0123456789abcdef",
            ["config"] = new JsonObject { ["image_tag"] = "2.3.1", ["replicas"] = 1, ["spicepod"] = JsonNode.Parse("""{"name":"orders","version":"v1"}""") },
        };
        change?.Invoke(app);
        return app.ToJsonString();
    }

    protected Task<App> GetAppAsync() => Client.GetAppAsync(AppId, CancellationToken);

    protected Task<App> UpdateAsync(UpdateAppRequest request) => Client.UpdateAppAsync(AppId, request, CancellationToken);
}
