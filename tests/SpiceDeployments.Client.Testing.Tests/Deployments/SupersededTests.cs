using System.Text.Json;

namespace SpiceDeployments.Client.Testing.Tests.Deployments;

public sealed class SupersededTests
{
    [Fact]
    public async Task Create_WhileQueuedAndOneInProgress_SupersedesIt()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.ConflictRule = ConflictRule.WhileQueued);
        ApiResponse first = await session.CreateAsync();
        session.Pass(6);
        ApiResponse second = await session.CreateAsync();
        session.Pass(1000);

        ApiResponse list = await session.ListAsync();

        Assert.Equal([second.Id, first.Id], list.DeploymentIds);
        Assert.Equal("succeeded", list.Deployments[0].GetProperty("status").GetString());
        JsonElement replaced = list.Deployments[1];
        Assert.Equal("created", replaced.GetProperty("status").GetString());
        Assert.Equal("2026-10-06T08:00:05.000Z", replaced.GetProperty("started_at").GetString());
        Assert.Equal("2026-10-06T08:00:06.000Z", replaced.GetProperty("updated_at").GetString());
        Assert.Equal(JsonValueKind.Null, replaced.GetProperty("finished_at").ValueKind);
        Assert.True(session.App.Deployments[1].IsSuperseded);
        Assert.False(session.App.Deployments[1].IsActive);
        Assert.False(session.App.Deployments[0].IsSuperseded);
    }

    [Theory]
    [InlineData(ConflictRule.WhileActive, 0)]
    [InlineData(ConflictRule.WhileActive, 6)]
    [InlineData(ConflictRule.WhileQueued, 0)]
    [InlineData(ConflictRule.WhileQueued, 6)]
    public async Task StartDeployment_ActiveDeployment_SupersedesIt(ConflictRule rule, double secondsLater)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.ConflictRule = rule);
        ApiResponse mine = await session.CreateAsync();
        session.Pass(secondsLater);

        EmulatedDeployment foreign = session.App.StartDeployment("github");

        Assert.Equal("created", (await session.GetDeploymentAsync(mine.Id)).Json.GetProperty("status").GetString());
        ApiResponse shown = await session.GetDeploymentAsync(foreign.Id);
        Assert.Equal("queued", shown.Json.GetProperty("status").GetString());
        Assert.Equal("github", shown.Json.GetProperty("creation_source").GetString());
        Assert.Equal("someone.else@example.com", session.App.Deployments.Single(deployment => deployment.Id == shown.Id).CreatedBy);
    }

    [Fact]
    public async Task StartDeployment_CompletedDeployment_IsNotSuperseded()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        ApiResponse mine = await session.CreateAsync();
        session.Pass(30);
        session.App.StartDeployment();

        Assert.Equal("succeeded", (await session.GetDeploymentAsync(mine.Id)).Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task StartDeployment_ClockAdvancesOnRead_SupersedesOrCompletes()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Time.AutoAdvanceAmount = TimeSpan.FromSeconds(1);
        for (int seconds = 1; seconds <= 10; seconds++)
        {
            DeploymentScript script = new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.FromSeconds(seconds));
            EmulatedDeployment earlier = session.App.StartDeployment(script: script);
            session.App.StartDeployment();

            Assert.True(earlier.IsSuperseded || earlier.Status == "succeeded");
        }
    }

    [Fact]
    public async Task StartDeployment_Values_AreThoseOfTheOtherUser()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        DateTimeOffset createdAt = EmulatorSession.StartTime.AddMinutes(-1);

        session.App.StartDeployment(
            "api",
            values: new DeploymentValues { Branch = "main", CommitSha = "9f2c4e7", CommitMessage = "Fix", ImageTag = "2.1.0", Channel = "preview", Replicas = 3, CreatedAt = createdAt });

        JsonElement deployment = Assert.Single((await session.ListAsync()).Deployments);
        string?[] shown = [.. ((string[])["branch", "commit_sha", "commit_message", "image_tag", "channel", "replicas", "created_at", "creation_source"])
            .Select(field => deployment.GetProperty(field).ToString())];
        Assert.Equal(["main", "9f2c4e7", "Fix", "2.1.0", "preview", "3", "2026-10-06T07:59:00.000Z", "api"], shown);
        Assert.Equal("someone.else@example.com", session.App.Deployments[0].CreatedBy);
    }

    [Fact]
    public async Task StartDeployment_NoArguments_StartsFromPortal()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.ScriptNextDeployment().Fails();

        EmulatedDeployment foreign = session.App.StartDeployment();

        Assert.Equal("portal", foreign.CreationSource);
        Assert.Equal(409, (await session.CreateAsync()).Status);
        session.Pass(30);
        Assert.Equal("succeeded", foreign.Status);
    }
}
