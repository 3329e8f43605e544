using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using SpiceDeployments.Client.Testing.Internal.Deployments;
using SpiceDeployments.Client.Testing.Internal.Normalization;
using SpiceDeployments.Client.Testing.Internal.Requests;
using SpiceDeployments.Client.Testing.Internal.Routing;
using SpiceDeployments.Client.Testing.Internal.Serialization;
using SpiceDeployments.Client.Testing.Internal.Tokens;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>The endpoints that list, create and get deployments.</summary>
internal sealed class DeploymentEndpoints(AppResolver apps, SpiceCloudEmulatorOptions options)
{
    private readonly CreateResponseShape _createResponseShape = options.CreateResponseShape;
    private readonly bool _supportsGetById = options.SupportsGetById;
    private readonly string[] _channels = ["stable", "preview", "nightly", .. options.AcceptsInternalChannels ? (string[])["internal"] : []];

    public void Map(RouteTable routes)
    {
        foreach (string path in EmulatorRoutes.AppPaths.Select(path => path + "/{appId}/deployments"))
        {
            routes.Map("GET", path, ListAsync);
            routes.Map("POST", path, CreateAsync);
            routes.Map("GET", path + "/{deploymentId}", _supportsGetById ? GetAsync : RespondWithHtmlNotFoundAsync);
        }
    }

    private Task ListAsync(HttpContext context)
    {
        (EmulatedApp app, AccessGrant _) = apps.Resolve(context, SpiceScopes.DeploymentsRead);
        var query = ListQuery.Read(context.Request.Query);
        IEnumerable<JsonObject> deployments = app.Deployments
            .Where(deployment => deployment.IsVisible)
            .Select(deployment => ResponseBodies.Deployment.From(deployment, NormalizationStage.List))
            .Where(deployment => query.Status is null || string.Equals((string?)deployment["status"], query.Status, StringComparison.Ordinal))
            .Take(query.Limit);
        return context.Response.RespondAsync(StatusCodes.Status200OK, new ResponseBodies.DeploymentList([.. deployments]));
    }

    private async Task CreateAsync(HttpContext context)
    {
        (EmulatedApp app, AccessGrant grant) = apps.Resolve(context, SpiceScopes.DeploymentsWrite);
        DeploymentFields fields = await context.Request.ReadObjectAsync().ConfigureAwait(false) is { } body ? ReadFields(body) : DeploymentFields.None;
        if (RequestEntry.Get(context).ProcessingDelay is { } delay)
        {
            DeploymentCreation.CreateLater(context, app, fields, grant.Owner, delay);
            return;
        }

        EmulatedDeployment created = DeploymentCreation.Create(context, app, fields, grant.Owner);
        JsonObject response = ResponseBodies.Deployment.From(created, NormalizationStage.CreateResponse);
        if (_createResponseShape is CreateResponseShape.Partial)
        {
            ResponseBodies.Deployment.RemoveDetails(response);
        }

        await context.Response.RespondAsync(StatusCodes.Status202Accepted, response).ConfigureAwait(false);
    }

    private Task GetAsync(HttpContext context) =>
        context.Response.RespondAsync(StatusCodes.Status200OK, ResponseBodies.Deployment.From(apps.ResolveDeployment(context), NormalizationStage.Stored));

    /// <summary>Reads and validates the fields of a create. All of them are optional, unknown fields are ignored.</summary>
    private DeploymentFields ReadFields(JsonElement body)
    {
        var reader = new FieldReader(body);
        var values = new DeploymentValues
        {
            ImageTag = reader.ReadString("image_tag"),
            Channel = reader.ReadEnum("channel", _channels),
            Replicas = reader.ReadInteger("replicas", 0, 10),
            Branch = reader.ReadString("branch"),
            CommitSha = reader.ReadString("commit_sha"),
            CommitMessage = reader.ReadString("commit_message"),
        };
        var fields = new DeploymentFields(values, reader.ReadBoolean("debug"));
        reader.Errors.ThrowIfAny();
        return fields;
    }

    private static Task RespondWithHtmlNotFoundAsync(HttpContext context) =>
        context.Response.RespondAsync(
            StatusCodes.Status404NotFound,
            "text/html; charset=utf-8",
            "<!DOCTYPE html><html><head><title>404: This page could not be found</title></head><body><h1>404</h1></body></html>"u8.ToArray());

    private sealed record ListQuery(int Limit, string? Status)
    {
        private const int DefaultLimit = 20;
        private const int MaxLimit = 100;

        public static ListQuery Read(IQueryCollection query)
        {
            var errors = new FieldErrors();
            int limit = ReadLimit(query, errors);
            string? status = errors.ValidateEnum("status", query.TryGetValue("status", out StringValues text) ? text.ToString() : null, WireStatus.All);
            errors.ThrowIfAny();
            return new ListQuery(limit, status);
        }

        private static int ReadLimit(IQueryCollection query, FieldErrors errors)
        {
            if (!query.TryGetValue("limit", out StringValues text))
            {
                return DefaultLimit;
            }

            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long limit))
            {
                return errors.ValidateRange("limit", limit, 1, MaxLimit) ?? DefaultLimit;
            }

            errors.Add("limit", "Expected number, received nan");
            return DefaultLimit;
        }
    }
}
