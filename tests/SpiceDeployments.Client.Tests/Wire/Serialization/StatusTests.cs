using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Serialization;

public sealed class StatusTests : WireTest
{
    [Theory]
    [InlineData("created", DeploymentStatus.Created, false)]
    [InlineData("queued", DeploymentStatus.Queued, false)]
    [InlineData("in_progress", DeploymentStatus.InProgress, false)]
    [InlineData("succeeded", DeploymentStatus.Succeeded, true)]
    [InlineData("failed", DeploymentStatus.Failed, true)]
    public async Task Status_Known_IsRead(string text, DeploymentStatus expected, bool isTerminal)
    {
        Deployment deployment = await ListOneAsync($$"""{"id":1,"status":"{{text}}"}""");

        Assert.Equal((expected, text, isTerminal), (deployment.Status, deployment.RawStatus, deployment.IsTerminal));
    }

    [Theory]
    [InlineData("rolling_back")]
    [InlineData("superseded")]
    [InlineData("Succeeded")]
    [InlineData(" queued")]
    [InlineData("")]
    public async Task Status_Unknown_KeepsTheTextAndIsNotTerminal(string text)
    {
        Deployment deployment = await ListOneAsync($$"""{"id":1,"status":"{{text}}"}""");

        Assert.Equal((DeploymentStatus.Unknown, text, false), (deployment.Status, deployment.RawStatus, deployment.IsTerminal));
    }

    [Theory]
    [InlineData("""{"id":1}""", "")]
    [InlineData("""{"id":1,"status":null}""", "")]
    [InlineData("""{"id":1,"status":{"phase":"queued"}}""", "")]
    [InlineData("""{"id":1,"status":["queued"]}""", "")]
    [InlineData("""{"id":1,"status":3}""", "3")]
    [InlineData("""{"id":1,"status":true}""", "true")]
    public async Task Status_NotText_IsUnknown(string json, string expected)
    {
        Deployment deployment = await ListOneAsync(json);

        Assert.Equal((DeploymentStatus.Unknown, expected), (deployment.Status, deployment.RawStatus));
    }
}
