namespace SpiceDeployments.Client.Diagnostics;

/// <summary>The version of this library, such as <c>1.2.3</c>.</summary>
internal static class ClientVersion
{
    public static readonly string? Text = typeof(ClientVersion).Assembly.GetName().Version?.ToString(3);
}
