using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Serialization;

namespace SpiceDeployments.Client.Testing.Internal.Deployments;

/// <summary>Limits the active deployments of an organization.</summary>
/// <param name="max">The greatest number of active deployments. If <c>null</c>, there is no limit.</param>
/// <param name="rule">The error of further creates.</param>
/// <remarks>The caller holds the lock of the emulator.</remarks>
internal sealed class ConcurrencyLimit(int? max, ConcurrencyLimitRule rule)
{
    private readonly List<(EmulatedApp App, EmulatedDeployment Deployment)> _active = [];

    public void Add(EmulatedApp app, EmulatedDeployment deployment)
    {
        if (max is not null)
        {
            _active.Add((app, deployment));
        }
    }

    /// <summary>No longer counts the deployments of a deleted app.</summary>
    public void Remove(EmulatedApp app) => _active.RemoveAll(entry => entry.App == app);

    /// <summary>The error of a create of the app, whose own active deployments it would supersede; <c>null</c> within the limit.</summary>
    public ApiErrorException? FindError(EmulatedApp app, DateTimeOffset now)
    {
        _active.RemoveAll(entry => !entry.Deployment.GetState(now).IsActive);
        int others = _active.Count(entry => entry.App != app && string.Equals(entry.App.Organization, app.Organization, StringComparison.OrdinalIgnoreCase));
        return others >= max ? CreateError() : null;
    }

    private ApiErrorException CreateError()
    {
        string error = $"The limit of {max} concurrent deployments is reached";
        return rule switch
        {
            ConcurrencyLimitRule.TooManyRequests => new(StatusCodes.Status429TooManyRequests, error),
            ConcurrencyLimitRule.PlanLimit => new(StatusCodes.Status403Forbidden, error, "plan_limit"),
            _ => new(StatusCodes.Status409Conflict, error),
        };
    }
}
