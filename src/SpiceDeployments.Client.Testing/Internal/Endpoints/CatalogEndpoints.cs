using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using SpiceDeployments.Client.Testing.Internal.Apps;
using SpiceDeployments.Client.Testing.Internal.Routing;
using SpiceDeployments.Client.Testing.Internal.Serialization;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>The endpoints that list the regions and the container images.</summary>
internal sealed class CatalogEndpoints(AppResolver apps)
{
    private const string Stable = "stable";
    private const string Enterprise = "enterprise";

    private static readonly string[] Environments = ["prod", "dev"];

    private static readonly ResponseBodies.Image[] Images =
    [
        new("spiceai", "2.3.2", Stable),
        new("spiceai", "2.3.1", Stable),
        new("spiceai-enterprise", "2.3.2-enterprise", Enterprise),
    ];

    public void Map(RouteTable routes)
    {
        routes.Map("GET", "/v1/regions", ListRegionsAsync);
        routes.Map("GET", "/v1/container-images", ListImagesAsync);
    }

    private Task ListRegionsAsync(HttpContext context)
    {
        apps.Authorize(context, SpiceScopes.AppsRead);
        ReadEnum(context, "env", Environments);
        IEnumerable<ResponseBodies.Region> regions = Regions.All.Select(region =>
            new ResponseBodies.Region(region, region, "aws", "Amazon Web Services", region == Regions.Default, Disabled: false, Regions.GetInternalName(region)));
        return context.Response.RespondAsync(StatusCodes.Status200OK, new ResponseBodies.RegionList([.. regions], Regions.Default));
    }

    private Task ListImagesAsync(HttpContext context)
    {
        apps.Authorize(context, SpiceScopes.AppsRead);
        string? channel = ReadEnum(context, "channel", [Stable, Enterprise]);
        ResponseBodies.Image[] images = [.. Images.Where(image => channel is null || string.Equals(image.Channel, channel, StringComparison.Ordinal))];
        return context.Response.RespondAsync(StatusCodes.Status200OK, new ResponseBodies.ImageList(images, images[0].Tag));
    }

    private static string? ReadEnum(HttpContext context, string name, IReadOnlyList<string> values)
    {
        var errors = new FieldErrors();
        string? value = errors.ValidateEnum(name, context.Request.Query.TryGetValue(name, out StringValues text) ? text.ToString() : null, values);
        errors.ThrowIfAny();
        return value;
    }
}
