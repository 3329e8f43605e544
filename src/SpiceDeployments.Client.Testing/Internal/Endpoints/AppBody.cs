using SpiceDeployments.Client.Testing.Internal.Apps;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>An app on the wire.</summary>
internal sealed record AppBody(
    long Id,
    string Name,
    DateTimeOffset CreatedAt,
    string? Description,
    string? Visibility,
    string? ProductionBranch,
    string? ImageTag,
    int? Replicas,
    string? UpdateChannel)
{
    public static AppBody Of(EmulatedApp app)
    {
        AppSettings settings = app.Settings;
        return new AppBody(
            app.Id,
            app.Name,
            app.CreatedAt,
            settings.Description,
            settings.Visibility,
            settings.ProductionBranch,
            settings.ImageTag,
            settings.Replicas,
            settings.UpdateChannel);
    }
}
