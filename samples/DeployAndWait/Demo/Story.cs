namespace DeployAndWait.Demo;

/// <summary>What is played on the emulator.</summary>
internal enum Story
{
    Success,
    Failure,
    Conflict,
    Chaos,
}
