namespace DeployAndWait;

/// <summary>What <c>--help</c> prints.</summary>
internal static class Usage
{
    public const string Text = """
        Deploys an app of Spice.ai Cloud and waits for the end.

        Without an account, on an emulator in this process:
          DeployAndWait                 a deployment that succeeds
          DeployAndWait --fail          a deployment that fails
          DeployAndWait --conflict      another deployment is in the way at first
          DeployAndWait --chaos SEED    a network that loses answers, hangs and rate-limits

        On the real service, with SPICE_API_TOKEN set:
          DeployAndWait --app ID [--image TAG] [--replicas 1-10] [--branch NAME] [--commit SHA] [--message TEXT]
          DeployAndWait --app ID --resume DEPLOYMENT_ID     waits for a deployment that exists already

        From the root of the repository: dotnet run --project samples/DeployAndWait -- ARGUMENTS

        Exit codes: 0 succeeded; 1 failed, timed out or refused; 2 wrong usage; 4 not authenticated; 130 interrupted.
        """;
}
