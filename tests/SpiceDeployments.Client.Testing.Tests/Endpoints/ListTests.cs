using System.Globalization;

namespace SpiceDeployments.Client.Testing.Tests.Endpoints;

public sealed class ListTests
{
    private static readonly DeploymentScript EndsAtOnce = new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero);

    [Fact]
    public async Task List_NoDeployments_ReturnsEmptyList()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse response = await session.ListAsync();

        Assert.Equal(200, response.Status);
        Assert.Equal("""{"deployments":[]}""", response.Text);
    }

    [Theory]
    [InlineData("", 20)]
    [InlineData("?limit=1", 1)]
    [InlineData("?limit=100", 100)]
    public async Task List_Limit_ReturnsNewestFirst(string query, int count)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        StartMany(session.App, 101);

        ApiResponse response = await session.ListAsync(query);

        Assert.Equal(Enumerable.Range(0, count).Select(i => 1101L - i), response.DeploymentIds);
    }

    [Theory]
    [InlineData("0", "Number must be greater than or equal to 1")]
    [InlineData("-1", "Number must be greater than or equal to 1")]
    [InlineData("101", "Number must be less than or equal to 100")]
    [InlineData("many", "Expected number, received nan")]
    [InlineData("", "Expected number, received nan")]
    public async Task List_InvalidLimit_Returns400(string limit, string error)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse response = await session.ListAsync("?limit=" + limit);

        Assert.Equal(400, response.Status);
        Assert.Equal($$$"""{"error":"Validation failed","details":{"fieldErrors":{"limit":["{{{error}}}"]},"formErrors":[]}}""", response.Text);
    }

    [Theory]
    [InlineData("created", 1)]
    [InlineData("succeeded", 2)]
    [InlineData("failed", 3)]
    [InlineData("in_progress", 4)]
    [InlineData("queued", null)]
    public async Task List_Status_ReturnsOnlyMatches(string status, int? place)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.StartDeployment();
        session.App.StartDeployment(script: EndsAtOnce);
        session.App.StartDeployment(script: new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero).Fails());
        session.App.StartDeployment(script: new DeploymentScript().QueuedFor(TimeSpan.Zero));

        ApiResponse response = await session.ListAsync("?status=" + status);

        long[] expected = place is null ? [] : [1000L + place.Value];
        Assert.Equal(expected, response.DeploymentIds);
    }

    [Fact]
    public async Task List_StatusAndLimit_LimitsMatches()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        StartMany(session.App, 3);
        session.App.StartDeployment();

        Assert.Equal([1003], (await session.ListAsync("?limit=1&status=succeeded")).DeploymentIds);
    }

    [Fact]
    public async Task List_UnknownStatus_Returns400()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse response = await session.ListAsync("?status=done");

        Assert.Equal(400, response.Status);
        string? error = response.Json.GetProperty("details").GetProperty("fieldErrors").GetProperty("status")[0].GetString();
        Assert.Equal("Invalid enum value. Expected 'queued' | 'in_progress' | 'succeeded' | 'failed' | 'created', received 'done'", error);
    }

    [Fact]
    public async Task List_UnknownApp_Returns404()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse response = await session.GetAsync("/v1/apps/999/deployments");

        Assert.Equal(404, response.Status);
        Assert.Equal("""{"error":"App with ID 999 not found"}""", response.Text);
    }

    [Fact]
    public async Task List_DeploymentsOfOtherApp_AreNotReturned()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.AddApp(8).StartDeployment();

        Assert.Empty((await session.ListAsync()).Deployments);
    }

    private static void StartMany(EmulatedApp app, int count)
    {
        for (int i = 0; i < count; i++)
        {
            app.StartDeployment(i.ToString(CultureInfo.InvariantCulture), EndsAtOnce);
        }
    }
}
