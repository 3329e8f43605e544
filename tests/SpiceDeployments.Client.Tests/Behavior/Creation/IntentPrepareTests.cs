using System.Globalization;
using System.Text.Json;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Creation;

public sealed class IntentPrepareTests : IntentTest
{
    [Fact]
    public async Task PrepareAsync_App_ListsOnceAndCreatesNothing()
    {
        long latest = App.StartDeployment().Id;
        Clock.Advance(TimeSpan.FromSeconds(60));

        DeploymentIntent intent = await Client.PrepareAsync(AppId, Request, CancellationToken);

        Assert.Equal(["GET"], Cloud.Requests.Select(request => request.Method));
        Assert.Equal((AppId, latest, Clock.GetUtcNow()), (intent.AppId, intent.LatestDeploymentId, intent.PreparedAt));
        Assert.Equal(intent.PreparedAt + TimeSpan.FromSeconds(SettlingSeconds), intent.SettledAfter);
        Assert.Equal(Request with { CommitMessage = $"Add dataset\n\nDeployment-Key: {intent.Key}" }, intent.Request);
    }

    [Fact]
    public async Task PrepareAsync_NoDeployments_LatestIsNull() => Assert.Null((await Client.PrepareAsync(AppId, cancellationToken: CancellationToken)).LatestDeploymentId);

    [Fact]
    public async Task PrepareAsync_Twice_KeysDiffer() => Assert.NotEqual((await PrepareAsync()).Key, (await PrepareAsync()).Key);

    [Fact]
    public async Task PrepareAsync_WithoutMark_SendsTheRequestAsItIs()
    {
        DeploymentIntent intent = await CreateClient(options => options.MarkCreates = false).PrepareAsync(AppId, Request, CancellationToken);

        Assert.Equal(Request, intent.Request);
    }

    [Fact]
    public async Task PrepareAsync_ServerWithoutDate_UsesTheLocalClock()
    {
        using DeploymentsClient client = CreateClient(options => options.PrimaryHandler = () => new ResponseHandler(response => response.Headers.Remove("Date")));
        Clock.Advance(TimeSpan.FromSeconds(0.5)); // The header counts whole seconds.

        Assert.Equal(Clock.GetUtcNow(), (await client.PrepareAsync(AppId, cancellationToken: CancellationToken)).PreparedAt);
    }

    /// <summary>The clock of the server may be at an edge of the calendar.</summary>
    [Theory]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    public async Task CreateAsync_EdgeOfTheCalendar_CreatesOne(string date)
    {
        var edge = DateTimeOffset.Parse(date, CultureInfo.InvariantCulture);
        using DeploymentsClient client = CreateClient(options => options.PrimaryHandler = () => new ResponseHandler(response => response.Headers.Date = edge));
        await SaveAsync(await client.PrepareAsync(AppId, Request, CancellationToken), CancellationToken);

        Deployment created = await ResumeAsync(client: client);

        Assert.Equal(Assert.Single(App.Deployments).Id, created.Id);
    }

    [Fact]
    public async Task PrepareAsync_ListRejected_Throws()
    {
        Cloud.Faults.OnList().Fail(403, "Insufficient scope. Required: deployments:read");

        await Assert.ThrowsAsync<SpiceForbiddenException>(() => Client.PrepareAsync(AppId, cancellationToken: CancellationToken));
    }

    [Fact]
    public async Task Intent_Json_RoundTripIsEqual()
    {
        DeploymentIntent intent = await PrepareAsync(Request with { Replicas = 2, Debug = true, Channel = "stable", ImageTag = "2.1.0" });

        string json = JsonSerializer.Serialize(intent);

        Assert.Equal(intent, JsonSerializer.Deserialize<DeploymentIntent>(json));
        Assert.Equal(["key", "app_id", "request", "prepared_at", "latest_deployment_id", "settled_after"], JsonDocument.Parse(json).RootElement.EnumerateObject().Select(property => property.Name));
        Assert.DoesNotContain(Cloud.AccessToken, json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"key":"5c0f8c2e-9d0c-4f0a-8f55-1a2f8d9f6a10","app_id":42}""")]
    public void Intent_IncompleteJson_Throws(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<DeploymentIntent>(json));

    public static TheoryData<string> InvalidIntents => ["key", "app", "request", "replicas"];

    [Theory]
    [MemberData(nameof(InvalidIntents))]
    public async Task CreateAsync_InvalidIntent_ThrowsWithoutRequest(string part)
    {
        var valid = new DeploymentIntent { Key = Guid.NewGuid(), AppId = AppId };
        DeploymentIntent intent = part switch
        {
            "key" => valid with { Key = Guid.Empty },
            "app" => valid with { AppId = 0 },
            "request" => valid with { Request = null! },
            _ => valid with { Request = new CreateDeploymentRequest { Replicas = 11 } },
        };

        await Assert.ThrowsAnyAsync<ArgumentException>(() => Client.CreateAsync(intent, cancellationToken: CancellationToken));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Client.DeployAsync(intent, cancellationToken: CancellationToken));
        Assert.Empty(Cloud.Requests);
    }

    [Fact]
    public async Task CreateAsync_NullIntent_Throws() =>
        await Assert.ThrowsAsync<ArgumentNullException>(() => Client.CreateAsync((DeploymentIntent)null!, cancellationToken: CancellationToken));
}
