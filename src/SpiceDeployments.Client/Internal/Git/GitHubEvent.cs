using System.Text.Json;

namespace SpiceDeployments.Client.Internal.Git;

/// <summary>The file in which GitHub Actions describes the event that started the workflow.</summary>
internal sealed class GitHubEvent
{
    /// <summary>GitHub sends no larger event: https://docs.github.com/en/webhooks/webhook-events-and-payloads.</summary>
    private const int MaxBytes = 25 * 1024 * 1024;

    private readonly JsonElement _root;

    private GitHubEvent(JsonElement root) => _root = root;

    /// <summary>Reads the event. An event that is missing, too large or no JSON has no values.</summary>
    public static GitHubEvent Read(string? path)
    {
        try
        {
            using var document = JsonDocument.Parse(TextFile.Read(path, MaxBytes) ?? "null");
            return new GitHubEvent(document.RootElement.Clone());
        }
        catch (JsonException)
        {
            return new GitHubEvent(default);
        }
    }

    /// <summary>Returns the text or the number at a JSON pointer, or <c>null</c> if there is none.</summary>
    public string? Get(string pointer)
    {
        JsonElement element = _root;
        foreach (string name in pointer[1..].Split('/'))
        {
            if (element.ValueKind is not JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        string? value = element.ValueKind is JsonValueKind.Number ? element.GetRawText() : GetText(element);
        return string.IsNullOrWhiteSpace(value) ? null : value.Trim();
    }

    private static string? GetText(JsonElement element)
    {
        try
        {
            return element.ValueKind is JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // An escaped half of a character.
        }
    }
}
