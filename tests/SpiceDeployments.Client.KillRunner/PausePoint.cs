namespace SpiceDeployments.Client.KillRunner;

/// <summary>The points at which a test can hold this program. At each point in <c>PAUSE_AT</c>, the program waits for a line of input, once.</summary>
internal static class PausePoint
{
    public const string Start = "start";
    public const string BeforeSave = "before-save";
    public const string AfterSave = "after-save";

    /// <summary>After the client has checked when the intent was prepared, and before the last such check.</summary>
    public const string BeforeLastCheck = "before-last-check";

    /// <summary>Below every handler of the client.</summary>
    public const string BeforeSend = "before-send";

    public const string AfterSend = "after-send";
    public const string BeforeStoreId = "before-store-id";

    private const int NoMoreInput = 4;

    private static readonly HashSet<string> Selected = new(Environment.GetEnvironmentVariable("PAUSE_AT")?.Split(' ') ?? [], StringComparer.Ordinal);

    /// <summary>Returns whether the program was held.</summary>
    public static bool Reach(string point)
    {
        if (!Selected.Remove(point))
        {
            return false;
        }

        Console.WriteLine($"paused at {point}");
        if (Console.ReadLine() is null)
        {
            Environment.Exit(NoMoreInput); // The test has exited.
        }

        return true;
    }
}
