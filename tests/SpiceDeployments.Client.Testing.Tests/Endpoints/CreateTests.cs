using System.Text.Json;

namespace SpiceDeployments.Client.Testing.Tests.Endpoints;

public sealed class CreateTests
{
    private const string EveryField =
        """
        {"image_tag":"1.5.0-models","channel":"preview","replicas":2,"branch":"main","commit_sha":"abc123","commit_message":"Deploy é","debug":true}
        """;

    [Fact]
    public async Task Create_EveryField_ReturnsEveryField()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse response = await session.CreateAsync(EveryField);

        Assert.Equal(202, response.Status);
        Assert.Equal("application/json; charset=utf-8", response.ContentType);
        Assert.Equal(
            """{"id":1001,"status":"queued","created_at":"2026-10-06T08:00:00.000Z","updated_at":null,"started_at":null,"finished_at":null"""
            + ""","image_tag":"1.5.0-models","channel":"preview","replicas":2"""
            + ""","branch":"main","commit_sha":"abc123","commit_message":"Deploy é","error_message":null,"error_code":null,"creation_source":"api","created_by":null}""",
            response.Text);
    }

    [Fact]
    public async Task Create_EveryField_IsStored()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse response = await session.CreateAsync(EveryField);

        EmulatedDeployment held = Assert.Single(session.App.Deployments);
        Assert.Equal(response.Id, held.Id);
        Assert.Equal("1.5.0-models", held.ImageTag);
        Assert.Equal("preview", held.Channel);
        Assert.Equal(2, held.Replicas);
        Assert.Equal("main", held.Branch);
        Assert.Equal("abc123", held.CommitSha);
        Assert.Equal("Deploy é", held.CommitMessage);
        Assert.True(held.Debug);
        Assert.Equal("api", held.CreationSource);
        Assert.Equal("user@example.com", held.CreatedBy);
        Assert.Equal(EmulatorSession.StartTime, held.CreatedAt);
        Assert.Equal("deployment 1001, queued", held.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"unknown":{"field":[1]}}""")]
    public async Task Create_NoField_UsesImageAndReplicasOfApp(string? body)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse response = await session.CreateAsync(body);

        Assert.Equal(202, response.Status);
        Assert.Equal("2.3.2", response.Json.GetProperty("image_tag").GetString());
        Assert.Equal(1, response.Json.GetProperty("replicas").GetInt32());
        Assert.Equal(JsonValueKind.Null, response.Json.GetProperty("branch").ValueKind);
    }

    [Fact]
    public async Task Create_PartialShape_ReturnsFiveFields()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.CreateResponseShape = CreateResponseShape.Partial);

        ApiResponse response = await session.CreateAsync(EveryField);

        Assert.Equal(202, response.Status);
        Assert.Equal(
            """{"id":1001,"status":"queued","created_at":"2026-10-06T08:00:00.000Z","image_tag":"1.5.0-models","replicas":2}""",
            response.Text);
    }

    [Fact]
    public async Task Create_TwoApps_IdsIncreaseAcrossApps()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.AddApp(8);

        ApiResponse first = await session.CreateAsync();
        ApiResponse second = await session.SendAsync(HttpMethod.Post, "/v1/apps/8/deployments");

        Assert.Equal(first.Id + 1, second.Id);
    }

    [Fact]
    public async Task Create_ProjectsAlias_UsesSameApp()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse created = await session.SendAsync(HttpMethod.Post, "/v1/projects/7/deployments");

        Assert.Equal(202, created.Status);
        Assert.Equal([created.Id], (await session.ListAsync()).DeploymentIds);
    }
}
