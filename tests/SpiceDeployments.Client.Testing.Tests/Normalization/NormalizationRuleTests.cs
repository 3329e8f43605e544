using System.Text.Json;

namespace SpiceDeployments.Client.Testing.Tests.Normalization;

public sealed class NormalizationRuleTests
{
    private const string FullCommit = "9F2C4E7A1B3D5F60718293A4B5C6D7E8F9012345";

    public static TheoryData<NormalizationRule, string, string?, string?> Changes => new()
    {
        { NormalizationRule.ResolveCommit, "commit_sha", FullCommit, "9f2c4e7a1b3d5f60718293a4b5c6d7e8f9012345" },
        { NormalizationRule.UpperCaseCommit, "commit_sha", "9f2c4e7", "9F2C4E7" },
        { NormalizationRule.UpperCaseCommit, "commit_sha", null, null },
        { NormalizationRule.TruncateMessage(6), "commit_message", "Fix the total", "Fix th" },
        { NormalizationRule.TruncateMessage(6, "…"), "commit_message", "Fix the total", "Fix t…" },
        { NormalizationRule.TruncateMessage(6, "…"), "commit_message", "Fix it", "Fix it" },
        { NormalizationRule.TruncateMessage(0), "commit_message", "Fix it", "" },
        { NormalizationRule.FirstLineOfMessage, "commit_message", "Fix it\r\n\r\nIn detail", "Fix it" },
        { NormalizationRule.TrimMessage, "commit_message", " Fix it\n", "Fix it" },
        { NormalizationRule.CollapseMessageWhiteSpace, "commit_message", "Fix \t it\r\nnow", "Fix it now" },
        { NormalizationRule.NormalizeMessageLineEndings, "commit_message", "Fix\r\nit", "Fix\nit" },
        { NormalizationRule.ComposeMessage, "commit_message", "e\u0301", "\u00E9" },
        { NormalizationRule.EscapeMessage, "commit_message", "a < b & c", "a &lt; b &amp; c" },
        { NormalizationRule.ReplaceMessage("Merge"), "commit_message", "Fix it", "Merge" },
        { NormalizationRule.ReplaceMessage("Merge"), "commit_message", null, "Merge" },
        { NormalizationRule.AddBranchPrefix(), "branch", "main", "refs/heads/main" },
        { NormalizationRule.AddBranchPrefix(), "branch", "refs/heads/main", "refs/heads/main" },
        { NormalizationRule.AddBranchPrefix("origin/"), "branch", "main", "origin/main" },
        { NormalizationRule.RemoveBranchPrefix, "branch", "refs/heads/origin/x", "origin/x" },
        { NormalizationRule.RemoveBranchPrefix, "branch", "origin/main", "main" },
        { NormalizationRule.EscapeBranch, "branch", "feature/x", "feature%2Fx" },
        { NormalizationRule.LowerCaseBranch, "branch", "Main", "main" },
        { NormalizationRule.FillBranch("main"), "branch", " ", "main" },
        { NormalizationRule.FillBranch("main"), "branch", null, "main" },
        { NormalizationRule.FillBranch("main"), "branch", "fix", "fix" },
        { NormalizationRule.ResolveImageTag("latest", "2.1.0"), "image_tag", "latest", "2.1.0" },
        { NormalizationRule.ResolveImageTag("latest", "2.1.0"), "image_tag", "2.0.3", "2.0.3" },
        { NormalizationRule.LimitReplicas(2), "replicas", "3", "2" },
        { NormalizationRule.LimitReplicas(2), "replicas", "1", "1" },
        { NormalizationRule.FillChannel("stable"), "channel", null, "stable" },
        { NormalizationRule.FillChannel("stable"), "channel", "preview", "preview" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Rule_SentValue_IsStoredChanged(NormalizationRule rule, string field, string? sent, string? stored)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.WithNormalization(rule);

        ApiResponse created = await session.CreateAsync(sent is null ? null : CreateBody(field, sent));

        Assert.Equal(202, created.Status);
        Assert.Equal(stored, Text(created.Json, field));
        Assert.Equal(stored, Text(Assert.Single((await session.ListAsync()).Deployments), field));
        Assert.Equal(stored, Text((await session.GetDeploymentAsync(created.Id)).Json, field));
    }

    [Theory]
    [InlineData("9f2c4e7", "9f2c4e7")]
    [InlineData("9F2C4E7", "9f2c4e7")]
    [InlineData("main", "")]
    [InlineData("HEAD", "")]
    [InlineData("v2.0.3", "")]
    public async Task ResolveCommit_AnyRevision_StoresTheSameFullCommitEachTime(string sent, string prefix)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.WithNormalization(NormalizationRule.ResolveCommit);
        await session.CreateAsync(CreateBody("commit_sha", sent));
        session.Pass(30);
        await session.CreateAsync(CreateBody("commit_sha", sent));

        string? commit = session.App.Deployments[0].CommitSha;

        Assert.Matches("^[0-9a-f]{40}$", commit);
        Assert.StartsWith(prefix, commit, StringComparison.Ordinal);
        Assert.Equal(commit, session.App.Deployments[1].CommitSha);
    }

    [Fact]
    public async Task AddImageDigest_Tag_HasDigest()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.WithNormalization(NormalizationRule.AddImageDigest);

        await session.CreateAsync();

        Assert.Matches("^2[.]3[.]2@sha256:[0-9a-f]{64}$", session.App.Deployments[0].ImageTag);
    }

    [Theory]
    [InlineData("cli")]
    [InlineData("API")]
    [InlineData(null)]
    public async Task RenameCreationSource_OwnAndForeign_ChangesOnlyApi(string? name)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.WithNormalization(NormalizationRule.RenameCreationSource(name));
        session.App.StartDeployment("github").CompleteSuccessfully();
        await session.CreateAsync();

        Assert.Equal([name, "github"], (await session.ListAsync()).Deployments.Select(deployment => Text(deployment, "creation_source")));
    }

    [Fact]
    public async Task TruncateCreatedAt_WithinASecond_IsRoundedDown()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.WithNormalization(NormalizationRule.TruncateCreatedAt);
        session.Pass(1.999);

        Assert.Equal("2026-10-06T08:00:01.000Z", Text((await session.CreateAsync()).Json, "created_at"));
        Assert.Equal(EmulatorSession.StartTime.AddSeconds(1.999), session.App.Deployments[0].CreatedAt);
    }

    [Fact]
    public async Task Normalization_OptionsAppAndScript_ApplyInThisOrder()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.Normalization = [Append("options")]);
        session.App.WithNormalization(Append("replaced")).WithNormalization(Append("app"), Append("app again"));
        session.App.ScriptNextDeployment().WithNormalization(Append("script"));

        ApiResponse scripted = await session.CreateAsync("""{"commit_message":"sent"}""");
        EmulatedDeployment foreign = session.App.StartDeployment("api", values: new DeploymentValues { CommitMessage = "foreign" });

        Assert.Equal("sent, options, app, app again, script", Text(scripted.Json, "commit_message"));
        Assert.Equal("foreign, options, app, app again", foreign.CommitMessage);
    }

    [Fact]
    public async Task InList_ChangedAndOmittedValues_AreOnlyInTheList()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.WithNormalization(
            NormalizationRule.TruncateMessage(3).InList(),
            NormalizationRule.Change(values => values with { Channel = null, CreatedAt = null }).InList());

        ApiResponse created = await session.CreateAsync("""{"commit_message":"Fix it","channel":"preview"}""");

        JsonElement listed = Assert.Single((await session.ListAsync()).Deployments);
        Assert.Equal("Fix", Text(listed, "commit_message"));
        Assert.False(listed.TryGetProperty("channel", out _));
        Assert.False(listed.TryGetProperty("created_at", out _));
        Assert.Equal(JsonValueKind.Null, listed.GetProperty("branch").ValueKind);
        Assert.Equal(("Fix it", "preview"), (Text(created.Json, "commit_message"), Text(created.Json, "channel")));
        JsonElement read = (await session.GetDeploymentAsync(created.Id)).Json;
        Assert.Equal(("Fix it", "preview"), (Text(read, "commit_message"), Text(read, "channel")));
        Assert.Equal("Fix it", session.App.Deployments[0].CommitMessage);
    }

    [Theory]
    [InlineData(CreateResponseShape.Full)]
    [InlineData(CreateResponseShape.Partial)]
    public async Task InCreateResponse_OmittedValues_AreOnlyMissingThere(CreateResponseShape shape)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.CreateResponseShape = shape);
        session.App.WithNormalization(NormalizationRule.Change(values => values with { ImageTag = null, CreatedAt = null }).InCreateResponse());

        ApiResponse created = await session.CreateAsync();

        Assert.False(created.Json.TryGetProperty("image_tag", out _));
        Assert.False(created.Json.TryGetProperty("created_at", out _));
        Assert.Equal(1, created.Json.GetProperty("replicas").GetInt32());
        Assert.Equal("2.3.2", Text(Assert.Single((await session.ListAsync()).Deployments), "image_tag"));
    }

    [Fact]
    public async Task All_EveryRule_CreatesAndLists()
    {
        Assert.True(NormalizationRule.All.Count > 25);
        foreach (NormalizationRule rule in NormalizationRule.All)
        {
            await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.Normalization = [rule]);

            ApiResponse created = await session.CreateAsync("""{"branch":"Feature/X","commit_sha":"9f2c4e7","commit_message":"A <message> that is longer than that.","image_tag":"latest","replicas":3}""");

            Assert.Equal((202, 200), (created.Status, (await session.ListAsync()).Status));
        }
    }

    [Fact]
    public void ToString_Rules_NamesThem()
    {
        Assert.Equal("ResolveCommit", NormalizationRule.ResolveCommit.ToString());
        Assert.Equal("TruncateMessage(20)", NormalizationRule.TruncateMessage(20).ToString());
        Assert.Equal("TruncateMessage(20, …).InList", NormalizationRule.TruncateMessage(20, "…").InList().ToString());
        Assert.Equal("RenameCreationSource(null).InCreateResponse", NormalizationRule.RenameCreationSource(null).InCreateResponse().ToString());
        Assert.Equal("Change", NormalizationRule.Change(values => values).ToString());
    }

    [Fact]
    public async Task Rules_InvalidArguments_Throw()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Throws<ArgumentOutOfRangeException>("maxCharacters", () => NormalizationRule.TruncateMessage(2, "..."));
        Assert.Throws<ArgumentNullException>("ellipsis", () => NormalizationRule.TruncateMessage(2, null!));
        Assert.Throws<ArgumentNullException>("prefix", () => NormalizationRule.AddBranchPrefix(null!));
        Assert.Throws<ArgumentNullException>("change", () => NormalizationRule.Change(null!));
        Assert.Throws<ArgumentException>("rules", () => session.App.WithNormalization(NormalizationRule.TrimMessage, null!));
        Assert.Throws<ArgumentNullException>("rules", () => session.App.WithNormalization(null!));
        Assert.Throws<ArgumentException>("rules", () => new DeploymentScript().WithNormalization([null!]));
    }

    [Fact]
    public async Task Change_ReturnsNull_FailsTheStart()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.WithNormalization(NormalizationRule.Change(_ => null!));

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => session.App.StartDeployment());

        Assert.Equal("The normalization rule Change returned null.", error.Message);
    }

    private static NormalizationRule Append(string text) => NormalizationRule.Change(values => values with { CommitMessage = $"{values.CommitMessage}, {text}" });

    private static string CreateBody(string field, string value) => field is "replicas" ? $$"""{"replicas":{{value}}}""" : JsonSerializer.Serialize(new Dictionary<string, string> { [field] = value });

    private static string? Text(JsonElement deployment, string field) =>
        deployment.GetProperty(field) is { ValueKind: not JsonValueKind.Null } value ? value.ToString() : null;
}
