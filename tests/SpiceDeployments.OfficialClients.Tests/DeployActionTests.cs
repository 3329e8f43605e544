using System.Text;

namespace SpiceDeployments.OfficialClients.Tests;

/// <summary>The requests of the deploy action (spicehq/spice-cloud-deploy-action), from the facts about it.</summary>
public sealed class DeployActionTests
{
    private static readonly FieldNeed[] App =
    [
        new("id", "integer"), new("name", "string"), new("description", "string?"), new("visibility", "string?"), new("cname", "string?"), new("region", "string?"),
        new("cluster_id", "string?"), new("created_at", "string?"), new("tags", "map?"),
    ];

    private static readonly FieldNeed[] Deployment = [new("id", "integer"), new("status", "string")];

    [Fact]
    public async Task Deploy_ExistingApp_ReadsEveryResponse() => await ReplayAsync(
        new("find the app", "GET", "/v1/apps", null, [200], new("apps[].id", "integer"), new("apps[].name", "string"), new("apps[].tags.team", "string", "data"),
            new("apps[].cname", "string")),
        new("merge the tags", "PUT", "/v1/apps/42", """{"tags":{"team":"data","repository":"acme_orders"}}""", [200], [.. App, new("tags.repository", "string", "acme_orders")]),
        new("push the spicepod", "PUT", "/v1/apps/42", """{"spicepod":"version: v2\nkind: Spicepod\nname: orders\n# comment\n"}""", [200],
            [.. App, new("config.spicepod.name", "string", "orders"), new("tags.team", "string", "data")]),
        new("set a secret", "POST", "/v1/apps/42/secrets", """{"name":"DB_URL","value":"postgres://orders"}""", [200, 201]),
        new("deploy", "POST", "/v1/apps/42/deployments", """{"channel":"stable","replicas":2,"branch":"main","commit_sha":"0123456789012345678901234567890123456789","commit_message":"Fix","debug":true}""",
            [200, 201, 202], Deployment),
        new("poll", "GET", "/v1/apps/42/deployments?limit=20", null, [200], new("deployments[].id", "integer"), new("deployments[].status", "string", "succeeded")),
        new("get the API key of the checks", "GET", "/v1/apps/42/api-keys", null, [200], new("api_key", "string"), new("api_key_2", "string?")));

    [Fact]
    public async Task Deploy_MissingApp_CreatesIt() => await ReplayAsync(
        new("create the app", "POST", "/v1/apps", """{"name":"route-planner","region":"us-west-2","visibility":"private","tags":{"repository":"acme_routes"}}""", [200, 201],
            [.. App, new("region", "string", "us-west-2"), new("cname", "string", "us-west-2-prod-aws-data")])
        { Saves = "id" },
        new("push the spicepod", "PUT", "/v1/apps/{id}", """{"spicepod":"version: v2"}""", [200], App),
        new("deploy", "POST", "/v1/apps/{id}/deployments", "{}", [202], Deployment));

    /// <summary>The action reads the app by its id before it deploys, if it has one.</summary>
    [Fact]
    public async Task Deploy_AppId_ReadsApp() => await ReplayAsync(new ClientRequest("get the app", "GET", "/v1/apps/42", null, [200], App));

    private static async Task ReplayAsync(params ClientRequest[] requests)
    {
        await using OfficialClient client = await OfficialClient.StartAsync(("Accept", "application/json"), ("User-Agent", "spice-cloud-deploy-action"));
        await client.AuthenticateAsync(new StringContent(
            $$"""{"grant_type":"client_credentials","client_id":"{{OfficialClient.ClientId}}","client_secret":"{{OfficialClient.ClientSecret}}"}""", Encoding.UTF8, "application/json"));
        await client.ReplayAsync(requests);
    }
}
