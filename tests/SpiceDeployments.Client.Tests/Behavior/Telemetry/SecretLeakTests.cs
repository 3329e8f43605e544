using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Telemetry;

/// <summary>Whatever fails, and however a server echoes tokens and secrets: no exception, log message, activity or metric contains one.</summary>
/// <remarks>The fields of a deployment that the caller sent are not redacted. No message contains them.</remarks>
[Collection(nameof(NonParallelCollection))]
public sealed class SecretLeakTests(SecretLeakFixture cloud) : IClassFixture<SecretLeakFixture>
{
    public static MatrixTheoryData<string, string> Faults => new(EchoingFault.Kinds, EchoingFault.Targets);

    public static MatrixTheoryData<string, string> FaultsOfTheApi => new(EchoingFault.Kinds, EchoingFault.Targets.Except([EchoingFault.Token]));

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task DeployAsync_ClientCredentialsAndAnyFault_LeaksNoSecret(string fault, string target)
    {
        Assert.Null((await cloud.DeployAsync(SecretLeakFixture.ClientCredentials, new EchoingFault(fault, target, IsAlways: false))).FindLeak());
        Assert.Null((await cloud.DeployAsync(SecretLeakFixture.ClientCredentials, new EchoingFault(fault, target, IsAlways: true))).FindLeak());
    }

    [Theory]
    [MemberData(nameof(FaultsOfTheApi))]
    public async Task DeployAsync_AccessTokenAndAnyFault_LeaksNoSecret(string fault, string target)
    {
        Assert.Null((await cloud.DeployAsync(SecretLeakFixture.StaticToken, new EchoingFault(fault, target, IsAlways: false))).FindLeak());
    }

    [Fact]
    public async Task DeployAsync_Fault_IsCapturedInEveryWay()
    {
        CapturedOutput deploy = await cloud.DeployAsync(SecretLeakFixture.ClientCredentials, new EchoingFault("Fail503", "create", IsAlways: true));

        string everything = string.Join('\n', deploy.Texts);
        Assert.Contains("SpiceDeployments.Client.SpiceApiException: POST /v1/apps/", everything, StringComparison.Ordinal);
        Assert.Contains("\n{\"error\":\"Authorization: Bearer [redacted], [redacted] [redacted]\"", everything, StringComparison.Ordinal);
        Assert.Contains("\nlog SpiceDeployments.Client.DeploymentsClient Sending a create request", everything, StringComparison.Ordinal);
        Assert.Contains("\nactivity Test Deploy", everything, StringComparison.Ordinal);
        Assert.Contains("spice.create.indeterminate", everything, StringComparison.Ordinal);
        Assert.Contains("\nactivity System.Net.Http System.Net.Http.HttpRequestOut POST", everything, StringComparison.Ordinal);
        Assert.Contains("\nmetric System.Net.Http http.client.request.duration ", everything, StringComparison.Ordinal);
    }
}
