using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.OfficialClients.Tests;

/// <summary>
/// The requests of the Rust library of the CLI (spiceai/spiceai, spice-cloud-client), from the facts about it. The library names an organization in each
/// request, and fails for a value of another type. It accepts only https, so that the CLI itself needs a proxy in front of the emulator.
/// </summary>
public sealed class CommandLineTests
{
    private static readonly FieldNeed[] Secret = [new("id", "integer?"), new("name", "string"), new("value", "string?"), new("created_at", "string?"), new("updated_at", "string?")];

    [Fact]
    public async Task Project_Lifecycle_ReadsEveryResponse() => await ReplayAsync(
        new("list", "GET", "/v1/apps", null, [200], [.. App("apps[].")]),
        new("create", "POST", "/v1/apps", """
            {"name":"route-planner","visibility":"private","cname":"us-west-2-prod-aws-data","tags":{"kind":"cluster"},"replicas":1,
            "resources":{"limits":{"cpu":"2","memory":"16Gi"}},"executor":{"replicas":2,"storage_size_gb":10.5}}
            """, [200, 201], [.. App(""), new("region", "string", "us-west-2")]) { Saves = "id" },
        new("update", "PUT", "/v1/apps/{id}", """
            {"description":"Plans","visibility":"public","replicas":2,"image_tag":"2.3.2","region":"us-east-1","spicepod":"version: v2\nname: routes\n","storage_size_gb":20.0}
            """, [200], [.. App(""), new("config.spicepod.name", "string", "routes"), new("config.executor.replicas", "integer", "2"), new("visibility", "string", "public")]),
        new("get", "GET", "/v1/apps/{id}", null, [200], App("")),
        new("deploy", "POST", "/v1/apps/{id}/deployments", """{"debug":false}""", [200, 201, 202], Deployment("")),
        new("metrics, which are not emulated", "GET", "/v1/apps/{id}/metrics?window=5m", null, [501]),
        new("delete", "DELETE", "/v1/apps/{id}", null, [200, 204]),
        new("get after the delete", "GET", "/v1/apps/{id}", null, [404]));

    [Fact]
    public async Task Deployment_Lifecycle_ReadsEveryResponse() => await ReplayAsync(
        new("deploy", "POST", "/v1/apps/42/deployments", """{"image_tag":"2.3.2","replicas":1,"branch":"main","commit_sha":"0123abc","channel":"stable","debug":true}""", [200, 201, 202],
            Deployment(""))
        { Saves = "id" },
        new("poll", "GET", "/v1/apps/42/deployments?limit=20", null, [200], Deployment("deployments[].")),
        new("list by status", "GET", "/v1/apps/42/deployments?limit=5&status=succeeded", null, [200], Deployment("deployments[].")),
        new("logs", "GET", "/v1/apps/42/deployments/{id}/logs?limit=100&since=2026-10-06T08:00:00Z", null, [200], new("logs[].timestamp", "string?"), new("logs[].level", "string?"),
            new("logs[].message", "string"), new("logs[].source", "string?")));

    [Fact]
    public async Task Secret_Lifecycle_ReadsEveryResponse() => await ReplayAsync(
        new("set", "POST", "/v1/apps/42/secrets", """{"name":"DB_URL","value":"one"}""", [200, 201, 202], Secret),
        new("get", "GET", "/v1/apps/42/secrets/DB_URL", null, [200], Secret),
        new("list", "GET", "/v1/apps/42/secrets", null, [200], new FieldNeed("secrets[].name", "string")),
        new("delete", "DELETE", "/v1/apps/42/secrets/DB_URL", null, [200, 204]));

    [Fact]
    public async Task ApiKeys_Regenerate_ReadsEveryResponse() => await ReplayAsync(
        new("get", "GET", "/v1/apps/42/api-keys", null, [200], new("api_key", "string?"), new("api_key_2", "string?")),
        new("regenerate", "POST", "/v1/apps/42/api-keys", """{"key_number":2}""", [200], new("api_key", "string?"), new("api_key_2", "string?"), new("regenerated_key", "integer?", "2")));

    [Fact]
    public async Task Catalog_All_ReadsEveryResponse() => await ReplayAsync(
        new("regions", "GET", "/v1/regions", null, [200], new("regions[].name", "string?"), new("regions[].providerName", "string?"), new("regions[].isDefault", "boolean?"),
            new("regions[].disabled", "boolean?"), new("default", "string?")),
        new("images", "GET", "/v1/container-images?channel=enterprise", null, [200], new("images[].name", "string?"), new("images[].tag", "string"), new("images[].channel", "string?")));

    [Fact]
    public async Task Identity_User_ReadsEveryResponse() => await ReplayAsync(
        new("who am I", "GET", "/api/spice-cli/auth?org_name=acme", null, [200], new("username", "string"), new("email", "string"), new("org.name", "string?", "acme"),
            new("app.name", "string?", "order-assistant"), new("app.api_key", "string?")),
        new("organizations", "GET", "/v1/orgs", null, [200], new("orgs[].name", "string", "acme"), new("orgs[].role", "string?")));

    private static FieldNeed[] App(string parent) =>
    [
        new(parent + "id", "integer"), new(parent + "name", "string"), new(parent + "description", "string?"), new(parent + "visibility", "string?"),
        new(parent + "created_at", "string?"), new(parent + "region", "string?"), new(parent + "production_branch", "string?"), new(parent + "config.image_tag", "string?"),
        new(parent + "config.replicas", "integer?"), new(parent + "config.resources.limits.memory", "string?"), new(parent + "config.storage_size_gb", "number?"),
    ];

    private static FieldNeed[] Deployment(string parent) =>
    [
        new(parent + "id", "integer"), new(parent + "status", "string"), new(parent + "created_at", "string?"), new(parent + "image_tag", "string?"),
        new(parent + "replicas", "integer?"), new(parent + "error_message", "string?"), new(parent + "creation_source", "string?"), new(parent + "created_by", "string?"),
    ];

    private static async Task ReplayAsync(params ClientRequest[] requests)
    {
        await using OfficialClient client = await OfficialClient.StartAsync(("X-Org-Name", "ACME"));
        client.UseToken(client.Emulator.IssueToken(SpiceScopes.Any));
        await client.ReplayAsync(requests);
    }
}
