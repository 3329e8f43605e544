namespace SpiceDeployments.OfficialClients.Tests;

/// <summary>
/// The requests of the Go client in the Terraform provider (spiceai/terraform-provider-spiceai), from the facts about it. The client reads null as an absent
/// value, and fails for a value of another type.
/// </summary>
public sealed class TerraformTests
{
    private static readonly FieldNeed[] App =
    [
        new("id", "integer"), new("name", "string"), new("description", "string?"), new("visibility", "string?"), new("created_at", "string?"), new("region", "string?"),
        new("cluster_id", "string?"), new("production_branch", "string?"), new("api_key", "string?"), new("tags", "map?"), new("config.spicepod", "object?"),
        new("config.registry", "string?"), new("config.image", "string?"), new("config.image_tag", "string?"), new("config.update_channel", "string?"),
        new("config.replicas", "integer?"), new("config.region", "string?"), new("config.node_group", "string?"), new("config.storage_claim_size_gb", "number?"),
    ];

    private static readonly FieldNeed[] Secret = [new("id", "integer"), new("name", "string"), new("value", "string?"), new("created_at", "string?"), new("updated_at", "string?")];

    [Fact]
    public async Task App_Lifecycle_ReadsEveryResponse() => await ReplayAsync(
        new("create", "POST", "/v1/apps", """{"name":"route-planner","description":"Routes","visibility":"private","tags":{"team":"data"}}""", [201], App) { Saves = "id" },
        new("update", "PUT", "/v1/apps/{id}", """
            {"description":"Plans","production_branch":"main","spicepod":{"version":"v2","name":"routes"},"registry":"ghcr.io/spiceai","image":"spiceai","image_tag":"2.3.2",
            "update_channel":"stable","replicas":0,"node_group":"shared","region":"us-west-2","storage_claim_size_gb":20}
            """, [200],
            [.. App, new("config.spicepod.name", "string", "routes"), new("config.replicas", "integer", "0"), new("config.storage_claim_size_gb", "number", "20"),
                new("config.image", "string", "spiceai"), new("production_branch", "string", "main"), new("description", "string", "Plans")]),
        new("read", "GET", "/v1/apps/{id}", null, [200], [.. App, new("config.node_group", "string", "shared"), new("tags.team", "string", "data")]),
        new("list", "GET", "/v1/apps", null, [200], new FieldNeed("apps[].id", "integer"), new FieldNeed("apps[].name", "string")),
        new("delete", "DELETE", "/v1/apps/{id}", null, [200, 204]),
        new("read after the delete", "GET", "/v1/apps/{id}", null, [404]));

    [Fact]
    public async Task Deployment_Lifecycle_ReadsEveryResponse() => await ReplayAsync(
        new("create", "POST", "/v1/apps/42/deployments", """{"image_tag":"2.3.2","replicas":2,"branch":"main","commit_sha":"0123abc","commit_message":"Fix","debug":false}""", [201, 202],
            Deployment("")),
        new("find in the list", "GET", "/v1/apps/42/deployments?limit=100", null, [200], Deployment("deployments[].")),
        new("list by status", "GET", "/v1/apps/42/deployments?limit=10&status=succeeded", null, [200], [.. Deployment("deployments[]."), new("deployments[].status", "string", "succeeded")]));

    [Fact]
    public async Task DataSources_All_ReadEveryResponse() => await ReplayAsync(
        new("regions", "GET", "/v1/regions?env=prod", null, [200], new("regions[].name", "string"), new("regions[].region", "string"), new("regions[].provider", "string"),
            new("regions[].providerName", "string"), new("regions[].isDefault", "boolean"), new("regions[].cname", "string"), new("default", "string", "us-east-1")),
        new("container images", "GET", "/v1/container-images?channel=stable", null, [200], new("images[].name", "string"), new("images[].tag", "string"), new("images[].channel", "string"),
            new("default", "string")),
        new("API keys", "GET", "/v1/apps/42/api-keys", null, [200], new("api_key", "string"), new("api_key_2", "string?")));

    [Fact]
    public async Task Secret_Lifecycle_ReadsEveryResponse() => await ReplayAsync(
        new("create", "POST", "/v1/apps/42/secrets", """{"name":"DB_URL","value":"one"}""", [200, 201], Secret),
        new("update", "POST", "/v1/apps/42/secrets", """{"name":"DB_URL","value":"two"}""", [200, 201], Secret),
        new("read", "GET", "/v1/apps/42/secrets/DB_URL", null, [200], Secret),
        new("list", "GET", "/v1/apps/42/secrets", null, [200], new FieldNeed("secrets[].name", "string", "DB_URL")),
        new("delete", "DELETE", "/v1/apps/42/secrets/DB_URL", null, [200, 204]),
        new("read after the delete", "GET", "/v1/apps/42/secrets/DB_URL", null, [404]));

    /// <summary>The provider removes a member from its state after a 404. The emulator has no members.</summary>
    [Fact]
    public async Task Member_NotEmulated_IsNotGone() => await ReplayAsync(
        new("list", "GET", "/v1/members", null, [501]),
        new("read", "GET", "/v1/members/5", null, [501]),
        new("add", "POST", "/v1/members", """{"username":"ada","roles":["member"]}""", [501]),
        new("update", "PATCH", "/v1/members/5", """{"roles":["admin"]}""", [501]),
        new("remove", "DELETE", "/v1/members/5", null, [501]));

    private static FieldNeed[] Deployment(string parent) =>
    [
        new(parent + "id", "integer"), new(parent + "status", "string"), new(parent + "created_at", "string?"), new(parent + "updated_at", "string?"),
        new(parent + "started_at", "string?"), new(parent + "finished_at", "string?"), new(parent + "image_tag", "string?"), new(parent + "replicas", "integer?"),
        new(parent + "branch", "string?"), new(parent + "commit_sha", "string?"), new(parent + "commit_message", "string?"), new(parent + "error_message", "string?"),
        new(parent + "creation_source", "string?"), new(parent + "created_by", "integer?"),
    ];

    private static async Task ReplayAsync(params ClientRequest[] requests)
    {
        await using OfficialClient client = await OfficialClient.StartAsync(("Accept", "application/json"), ("User-Agent", "Go-http-client/1.1"));
        await client.AuthenticateAsync(new FormUrlEncodedContent(
        [
            new("client_id", OfficialClient.ClientId),
            new("client_secret", OfficialClient.ClientSecret),
            new("grant_type", "client_credentials"),
        ]));
        await client.ReplayAsync(requests);
    }
}
