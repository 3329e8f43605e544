using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Apps;

public sealed class AppRequestTests : AppTest
{
    [Fact]
    public async Task ListAppsAsync_SendsOneGet()
    {
        GivenApps(WireResponse.Json("""{"apps":[]}"""));

        Assert.Empty(await Client.ListAppsAsync(CancellationToken));

        AssertRequest(Assert.Single(Requests), "GET", AppsPath, body: null);
    }

    [Fact]
    public async Task GetAppAsync_SendsOneGet()
    {
        GivenApp(AppResponse());

        await GetAppAsync();

        AssertRequest(Assert.Single(Requests), "GET", AppPath, body: null);
    }

    [Fact]
    public async Task UpdateAppAsync_ReadsTheAppAndSendsWhatIsSet()
    {
        GivenApp(AppResponse());
        GivenUpdates(AppResponse());

        await UpdateAsync(new UpdateAppRequest { ImageTag = null, Replicas = 2, Spicepod = "name: orders\n", Tags = new Dictionary<string, string> { ["team"] = "retail" } });

        AssertRequest(Requests[0], "GET", AppPath, body: null);
        AssertRequest(Requests[1], "PUT", AppPath, """{"image_tag":null,"replicas":2,"spicepod":"name: orders\n","tags":{"team":"retail"}}""");
        Assert.Equal(2, Requests.Count);
        Assert.Equal("application/json; charset=utf-8", Requests[1].Headers["Content-Type"]);
    }

    [Fact]
    public async Task UpdateAppAsync_EveryProperty_HasTheNameOfTheApi()
    {
        GivenApp(AppResponse());
        GivenUpdates(AppResponse());

        await UpdateAsync(new UpdateAppRequest
        {
            Description = "Orders",
            Visibility = "private",
            Tags = new Dictionary<string, string>(),
            Spicepod = Parse(Spicepod),
            ImageTag = "2.3.2",
            UpdateChannel = "stable",
            Version = "2.x",
            Replicas = 0,
            Resources = new AppResources
            {
                Limits = new ResourceQuantities { Cpu = "2", Memory = "16Gi", EphemeralStorage = "10Gi" },
                Requests = new ResourceQuantities { Cpu = "1" },
            },
            Executor = new AppExecutor { Replicas = 3, Resources = new AppResources(), StorageSizeGb = 1.5 },
            StorageSizeGb = 20,
            Region = "us-east-1",
            ClusterName = "acme-1",
            ProductionBranch = "main",
        });

        Assert.Equal(
            """{"cluster_name":"acme-1","description":"Orders","executor":{"replicas":3,"resources":{},"storage_size_gb":1.5},"image_tag":"2.3.2","production_branch":"main","region":"us-east-1","replicas":0,"resources":{"limits":{"cpu":"2","memory":"16Gi","ephemeral-storage":"10Gi"},"requests":{"cpu":"1"}},"spicepod":{"name":"orders","version":"v2","kind":"Spicepod"},"storage_size_gb":20,"tags":{},"update_channel":"stable","version":"2.x","visibility":"private"}""",
            Requests[1].Body);
    }

    [Fact]
    public async Task PauseAppAsync_SendsOnePost()
    {
        GivenPause(WireResponse.Empty(200));

        await Client.PauseAppAsync(AppId, CancellationToken);

        AssertRequest(Assert.Single(Requests), "POST", AppPath + "/pause", body: null);
    }

    [Theory]
    [InlineData("""{"deployment_id":456}""", 456L)]
    [InlineData("""{"deployment_id":"456"}""", 456L)]
    [InlineData("""{"status":"ok"}""", null)]
    public async Task ResumeAppAsync_SendsOnePostAndReturnsTheDeployment(string response, long? expected)
    {
        GivenResume(WireResponse.Json(response));

        ResumedApp resumed = await Client.ResumeAppAsync(AppId, CancellationToken);

        Assert.Equal(new ResumedApp { AppId = AppId, DeploymentId = expected }, resumed);
        AssertRequest(Assert.Single(Requests), "POST", AppPath + "/resume", body: null);
    }

    [Fact]
    public async Task ResumeAppAsync_EmptyResponse_NamesNoDeployment()
    {
        GivenResume(WireResponse.Empty(200));

        Assert.Null((await Client.ResumeAppAsync(AppId, CancellationToken)).DeploymentId);
    }

    private static void AssertRequest(WireRequest request, string method, string target, string? body)
    {
        Assert.Equal((method, target, body), (request.Method, request.Target, request.Body));
        Assert.Equal($"Bearer {AccessToken}", request.Headers["Authorization"]);
    }
}
