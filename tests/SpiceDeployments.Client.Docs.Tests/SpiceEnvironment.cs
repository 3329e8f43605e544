namespace SpiceDeployments.Client.Docs.Tests;

/// <summary>Replaces every environment variable that a Spice client reads, until this instance is disposed.</summary>
internal sealed class SpiceEnvironment : IDisposable
{
    private readonly Dictionary<string, string?> _before = new(StringComparer.Ordinal);

    public SpiceEnvironment(params (string Name, string Value)[] variables)
    {
        IEnumerable<string> inherited = Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.StartsWith("SPICE", StringComparison.Ordinal));
        foreach (string name in inherited.ToList())
        {
            Set(name, value: null);
        }

        foreach ((string name, string value) in variables)
        {
            Set(name, value);
        }
    }

    public void Dispose()
    {
        foreach ((string name, string? value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    private void Set(string name, string? value)
    {
        _before.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }
}
