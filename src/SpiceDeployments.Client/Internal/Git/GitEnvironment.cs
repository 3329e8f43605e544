using System.Collections;

namespace SpiceDeployments.Client.Internal.Git;

/// <summary>What the detection of Git metadata reads besides files: environment variables and the clock.</summary>
/// <param name="variables">The environment variables, which <c>git</c> inherits.</param>
/// <param name="clock">The clock of the time limit.</param>
internal sealed class GitEnvironment(IReadOnlyDictionary<string, string> variables, TimeProvider clock)
{
    /// <summary>The environment of this process.</summary>
    public static GitEnvironment Current => new(ReadVariables(), TimeProvider.System);

    public IReadOnlyDictionary<string, string> Variables => variables;

    public TimeProvider Clock => clock;

    /// <summary>Returns the value of a variable without white space around it, or <c>null</c> if the variable is missing or blank.</summary>
    public string? Get(string name) => variables.TryGetValue(name, out string? value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private static Dictionary<string, string> ReadVariables()
    {
        var variables = new Dictionary<string, string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            variables[(string)variable.Key] = (string?)variable.Value ?? "";
        }

        return variables;
    }
}
