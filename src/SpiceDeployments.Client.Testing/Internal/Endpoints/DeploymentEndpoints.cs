using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Deployments;
using SpiceDeployments.Client.Testing.Internal.Routing;
using SpiceDeployments.Client.Testing.Internal.Serialization;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>List, create and get.</summary>
internal sealed class DeploymentEndpoints(AppAccess apps, CreateResponseShape createAnswer, bool getByIdEnabled)
{
    public void Map(RouteTable routes, string deploymentsPath)
    {
        routes.Map("GET", deploymentsPath, ListAsync);
        routes.Map("POST", deploymentsPath, CreateAsync);
        routes.Map("GET", deploymentsPath + "/{deploymentId}", getByIdEnabled ? GetAsync : HtmlNotFound.AnswerAsync);
    }

    private Task ListAsync(HttpContext context)
    {
        (EmulatedApp? app, Tokens.AccessGrant _) = apps.Find(context, SpiceScopes.DeploymentsRead);
        var query = DeploymentListQuery.Read(context.Request.Query);
        IEnumerable<DeploymentBody> deployments = app.Deployments
            .Where(d => d.IsVisible)
            .Select(DeploymentBody.Of)
            .Where(d => query.Status is null || string.Equals(d.Status, query.Status, StringComparison.Ordinal))
            .Take(query.Limit);
        return context.Response.AnswerAsync(StatusCodes.Status200OK, new DeploymentListBody([.. deployments]));
    }

    private async Task CreateAsync(HttpContext context)
    {
        (EmulatedApp? app, Tokens.AccessGrant? grant) = apps.Find(context, SpiceScopes.DeploymentsWrite);
        DeploymentFields fields = await CreateRequestReader.ReadAsync(context.Request).ConfigureAwait(false);
        EmulatedDeployment created = DeploymentCreation.Create(context, app, fields, grant.Owner);
        Task answer = createAnswer == CreateResponseShape.Partial
            ? context.Response.AnswerAsync(StatusCodes.Status202Accepted, PartialDeploymentBody.Of(created))
            : context.Response.AnswerAsync(StatusCodes.Status202Accepted, DeploymentBody.Of(created));
        await answer.ConfigureAwait(false);
    }

    private Task GetAsync(HttpContext context)
    {
        (EmulatedApp? app, Tokens.AccessGrant _) = apps.Find(context, SpiceScopes.DeploymentsRead);
        long id = AppAccess.RouteId(context, "deploymentId");
        EmulatedDeployment deployment = app.Deployments.FirstOrDefault(d => d.Id == id && d.IsVisible)
            ?? throw new ApiErrorException(StatusCodes.Status404NotFound, "Deployment not found");
        return context.Response.AnswerAsync(StatusCodes.Status200OK, DeploymentBody.Of(deployment));
    }
}
