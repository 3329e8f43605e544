using System.Text.Json;

namespace SpiceDeployments.Client.Testing.Internal.Serialization;

/// <summary>
/// Texts of a body that may not be Unicode: JSON can escape half of a surrogate pair, as in <c>"\ud83d"</c>, and some clients cut an emoji in two.
/// </summary>
internal static class JsonText
{
    /// <summary>The string; null if it is not Unicode.</summary>
    public static string? TextOrNull(this JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether every field can be looked up: one name that is not Unicode would break the look-up of any other.</summary>
    public static bool HasReadableNames(this JsonElement body)
    {
        try
        {
            return body.EnumerateObject().All(field => field.Name is not null);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
