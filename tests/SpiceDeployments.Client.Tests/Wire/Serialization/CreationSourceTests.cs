using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Serialization;

public sealed class CreationSourceTests : WireTest
{
    [Theory]
    [InlineData("api", DeploymentCreationSource.Api)]
    [InlineData("portal", DeploymentCreationSource.Portal)]
    [InlineData("github", DeploymentCreationSource.GitHub)]
    [InlineData("cli", DeploymentCreationSource.Cli)]
    [InlineData("dashboard", DeploymentCreationSource.Dashboard)]
    [InlineData("terraform", DeploymentCreationSource.Unknown)]
    [InlineData("API", DeploymentCreationSource.Api)]
    [InlineData("", DeploymentCreationSource.Unknown)]
    public async Task CreationSource_AnyText_IsKept(string text, DeploymentCreationSource expected)
    {
        Deployment deployment = await ListOneAsync($$"""{"id":1,"creation_source":"{{text}}"}""");

        Assert.Equal((expected, text), (deployment.CreationSource, deployment.RawCreationSource));
    }

    [Theory]
    [InlineData("""{"id":1}""")]
    [InlineData("""{"id":1,"creation_source":null}""")]
    [InlineData("""{"id":1,"creation_source":{"kind":"api"}}""")]
    [InlineData("""{"id":1,"creation_source":["api"]}""")]
    public async Task CreationSource_NotText_IsUnknownAndNull(string json)
    {
        Deployment deployment = await ListOneAsync(json);

        Assert.Equal((DeploymentCreationSource.Unknown, null), (deployment.CreationSource, deployment.RawCreationSource));
    }
}
