using SpiceDeployments.Client.Testing.Internal.Apps;

namespace SpiceDeployments.Client.Testing;

/// <content>The secrets and API keys of the app.</content>
public sealed partial class EmulatedApp
{
    private readonly SortedDictionary<string, AppSecret> _secrets = new(StringComparer.Ordinal);
    private long _lastSecretId;

    /// <summary>The first API key of the app, a secret. The API returns it in the app, so that a test can assert that nothing logs it.</summary>
    public string ApiKey => ApiKeys.First;

    /// <summary>The secrets that clients have set, by name. The API does not return their values. The dictionary is a snapshot.</summary>
    public IReadOnlyDictionary<string, string> Secrets => ListSecrets().ToDictionary(secret => secret.Name, secret => secret.Value, StringComparer.Ordinal);

    internal ApiKeys ApiKeys { get; private set; }

    /// <summary>Replaces the first API key, the second one, or both if <paramref name="number"/> is 0.</summary>
    internal ApiKeys RegenerateApiKeys(int number)
    {
        lock (_emulator.Lock)
        {
            return ApiKeys = ApiKeys.Regenerate(Id, number);
        }
    }

    /// <summary>The secrets, in order of their names.</summary>
    internal IReadOnlyList<AppSecret> ListSecrets()
    {
        lock (_emulator.Lock)
        {
            return [.. _secrets.Values];
        }
    }

    internal AppSecret SetSecret(string name, string value)
    {
        lock (_emulator.Lock)
        {
            DateTimeOffset now = _emulator.ToDatabaseTime(_emulator.Now);
            AppSecret existing = _secrets.GetValueOrDefault(name) ?? new AppSecret(++_lastSecretId, name, value, now, now);
            return _secrets[name] = existing with { Value = value, UpdatedAt = now };
        }
    }

    internal bool DeleteSecret(string name)
    {
        lock (_emulator.Lock)
        {
            return _secrets.Remove(name);
        }
    }
}
