namespace SpiceDeployments.Client.Rollouts.Internal;

/// <summary>Distinguishes a file that another process has locked from other errors, such as a full disk. The project of the tool includes this file, too.</summary>
internal static class LockedFile
{
    /// <summary>The errors of a file that another process has opened: on Windows, on Linux, and on macOS.</summary>
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int WouldBlock = 11;
    private const int TryAgainOnMac = 35;

    /// <summary>Whether the file cannot be opened because another process has locked it.</summary>
    public static bool IsCauseOf(IOException exception) => exception.HResult is SharingViolation or WouldBlock or TryAgainOnMac;
}
