using System.Text.Json;
using SpiceDeployments.Client.Testing.Internal.Apps;
using SpiceDeployments.Client.Testing.Internal.Serialization;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>Reads the body of an app's PUT: what is absent stays as it is, unknown fields are ignored.</summary>
internal static class AppUpdateReader
{
    public static AppSettings Read(JsonElement body, AppSettings current)
    {
        var reader = new FieldReader(body);
        var changed = new AppSettings
        {
            Description = reader.String("description") ?? current.Description,
            Visibility = reader.String("visibility") ?? current.Visibility,
            ProductionBranch = reader.String("production_branch") ?? current.ProductionBranch,
            ImageTag = reader.String("image_tag") ?? current.ImageTag,
            Replicas = reader.Integer("replicas", 1, 10) ?? current.Replicas,
            UpdateChannel = reader.String("update_channel") ?? current.UpdateChannel,
        };
        reader.Errors.ThrowIfAny();
        return changed;
    }
}
