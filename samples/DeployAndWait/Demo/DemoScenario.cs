namespace DeployAndWait.Demo;

/// <summary>What happens on the emulator.</summary>
internal enum DemoScenario
{
    Success,
    Failure,
    Conflict,
    Chaos,
}
