using System.Text.Json;

namespace SpiceDeployments.Client.Testing.Tests.Endpoints;

public sealed class ConnectedAppTests
{
    [Fact]
    public async Task Create_ShortCommit_IsResolvedWithMessageOfCommit()
    {
        await using EmulatorSession session = await StartAsync();

        JsonElement created = (await session.CreateAsync("""{"branch":"refs/heads/fix","commit_sha":"9f2c4e7","commit_message":"Build 17"}""")).Json;

        Assert.Equal("fix", Text(created, "branch"));
        Assert.Matches("^9f2c4e7[0-9a-f]{33}$", Text(created, "commit_sha"));
        Assert.Equal("Commit 9f2c4e7 of acme/quickstart", Text(created, "commit_message"));
    }

    [Fact]
    public async Task Create_NoValue_DeploysHeadOfProductionBranch()
    {
        await using EmulatorSession session = await StartAsync();

        JsonElement nothing = (await session.CreateAsync()).Json;
        JsonElement branch = await CreateNextAsync(session, """{"branch":"develop"}""");
        JsonElement sameBranch = await CreateNextAsync(session, """{"commit_sha":"develop"}""");
        JsonElement blank = await CreateNextAsync(session, """{"branch":"","commit_sha":" "}""");
        JsonElement head = await CreateNextAsync(session, """{"branch":"fix","commit_sha":"HEAD"}""");
        JsonElement tag = await CreateNextAsync(session, """{"commit_sha":"v1.0"}""");

        Assert.Equal("develop", Text(nothing, "branch"));
        Assert.Matches("^[0-9a-f]{40}$", Text(nothing, "commit_sha"));
        Assert.Equal(nothing.GetProperty("commit_message").GetString(), $"Commit {Text(nothing, "commit_sha")![..7]} of acme/quickstart");
        Assert.All([branch, sameBranch, blank, head], other => Assert.Equal(Text(nothing, "commit_sha"), Text(other, "commit_sha")));
        Assert.Equal("fix", Text(head, "branch"));
        Assert.NotEqual(Text(nothing, "commit_sha"), Text(tag, "commit_sha"));
        Assert.Equal("develop", Text(tag, "branch"));
    }

    [Fact]
    public async Task Create_ProductionBranchChanged_DeploysItsHead()
    {
        await using EmulatorSession session = await StartAsync();
        string? before = Text((await session.CreateAsync()).Json, "commit_sha");
        ApiResponse app = await session.SendAsync(HttpMethod.Put, "/v1/apps/7", """{"production_branch":"release"}""");

        JsonElement after = await CreateNextAsync(session, body: null);

        Assert.Equal("release", Text(app.Json, "production_branch"));
        Assert.Equal("release", Text(after, "branch"));
        Assert.NotEqual(before, Text(after, "commit_sha"));
    }

    [Fact]
    public async Task StartAndResume_Connected_AreResolvedToo()
    {
        await using EmulatorSession session = await StartAsync();
        EmulatedDeployment portal = session.App.StartDeployment();
        portal.CompleteSuccessfully();
        await session.SendAsync(HttpMethod.Post, "/v1/apps/7/resume");

        Assert.Equal(("develop", portal.CommitSha), (session.App.Deployments[0].Branch, session.App.Deployments[0].CommitSha));
        Assert.Equal(("portal", "develop"), (portal.CreationSource, portal.Branch));
    }

    [Fact]
    public async Task ConnectedTo_Arguments_AreValidated()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Null(session.App.Repository);
        Assert.Throws<ArgumentException>("repository", () => session.App.ConnectedTo(" "));
        Assert.Throws<ArgumentException>("defaultBranch", () => session.App.ConnectedTo("acme/quickstart", ""));
        Assert.Equal("acme/quickstart", session.App.ConnectedTo("acme/quickstart").Repository);
    }

    private static async Task<EmulatorSession> StartAsync()
    {
        EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.ConnectedTo("acme/quickstart", defaultBranch: "develop");
        return session;
    }

    private static async Task<JsonElement> CreateNextAsync(EmulatorSession session, string? body)
    {
        session.Pass(30);
        return (await session.CreateAsync(body)).Json;
    }

    private static string? Text(JsonElement deployment, string field) => deployment.GetProperty(field).GetString();
}
