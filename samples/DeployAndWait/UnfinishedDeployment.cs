namespace DeployAndWait;

/// <summary>A deployment that goes on without this program. The two ids are all that is needed to wait for it again.</summary>
internal sealed record UnfinishedDeployment(long AppId, long DeploymentId, bool IsEmulated)
{
    /// <summary>How to wait for it again.</summary>
    public string ResumeHint => IsEmulated
        ? $"The emulator ends with this program; with the real service you would go on with {ResumeArguments}."
        : $"It goes on by itself; wait for it again with: dotnet run --project samples/DeployAndWait -- {ResumeArguments}";

    private string ResumeArguments => $"--app {AppId} --resume {DeploymentId}";
}
