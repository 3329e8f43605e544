namespace DeployAndWait;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCodes
{
    public const int Succeeded = 0;

    /// <summary>The deployment failed, was superseded, was refused, or did not end in time.</summary>
    public const int NotSucceeded = 1;

    public const int WrongUsage = 2;

    public const int NotAuthenticated = 4;

    /// <summary>Ctrl+C, or a request to terminate: 128 and the number of SIGINT, as shells count.</summary>
    public const int Interrupted = 130;
}
