namespace SpiceDeployments.Client.Authentication;

/// <summary>Where access tokens come from.</summary>
internal interface IAccessTokenSource
{
    /// <summary>The token to send now.</summary>
    ValueTask<string> GetAsync(CancellationToken cancellationToken);

    /// <summary>A token to send in place of one that the service refused, or null when there is no other.</summary>
    ValueTask<string?> RenewAsync(string refusedToken, CancellationToken cancellationToken);
}
