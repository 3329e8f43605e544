using Microsoft.Extensions.Options;
using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.Internal;

/// <summary>Checks <see cref="DeploymentsClientOptions"/>. Every message names its property, and none holds the value of a secret.</summary>
internal sealed class DeploymentsClientOptionsValidator : IValidateOptions<DeploymentsClientOptions>
{
    public ValidateOptionsResult Validate(string? name, DeploymentsClientOptions options)
    {
        List<string> faults = [.. FindFaults(options)];
        return faults.Count is 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    /// <exception cref="ArgumentException">The options are not valid; the message names each property that is wrong.</exception>
    public static void ThrowIfInvalid(DeploymentsClientOptions options)
    {
        string faults = string.Join(" ", FindFaults(options));
        if (faults.Length > 0)
        {
            throw new ArgumentException(faults, nameof(options));
        }
    }

    private static IEnumerable<string> FindFaults(DeploymentsClientOptions options) =>
        FindCredentialFaults(options)
            .Concat(FindAddressFaults(nameof(options.BaseAddress), options.BaseAddress))
            .Concat(FindAddressFaults(nameof(options.TokenEndpoint), options.TokenEndpoint))
            .Concat(FindHeaderFaults(options))
            .Concat(FindTimeFaults(options));

    private static IEnumerable<string> FindCredentialFaults(DeploymentsClientOptions options)
    {
        bool hasToken = !string.IsNullOrWhiteSpace(options.AccessToken);
        bool hasId = !string.IsNullOrWhiteSpace(options.ClientId);
        bool hasSecret = !string.IsNullOrWhiteSpace(options.ClientSecret);
        string[] kinds = [.. KindsOfCredentials(options)];
        if (kinds.Length > 1)
        {
            yield return $"{kinds[0]} is set, and so is {kinds[1]}: set one kind of credentials only.";
        }
        else if (kinds.Length is 0)
        {
            yield return $"{nameof(options.AccessToken)} must be set, or {nameof(options.ClientId)} and {nameof(options.ClientSecret)}, or {nameof(options.AccessTokenProvider)}.";
        }
        else if (hasId != hasSecret)
        {
            yield return $"{(hasId ? nameof(options.ClientSecret) : nameof(options.ClientId))} must be set too: client credentials are an id and a secret.";
        }

        if (hasToken && !HeaderValues.IsToken(options.AccessToken))
        {
            yield return $"{nameof(options.AccessToken)} has a character that a token cannot have, such as a space or a line break.";
        }
    }

    /// <summary>The property that stands for each kind of credentials that is set.</summary>
    private static IEnumerable<string> KindsOfCredentials(DeploymentsClientOptions options)
    {
        if (!string.IsNullOrWhiteSpace(options.AccessToken))
        {
            yield return nameof(options.AccessToken);
        }

        if (!string.IsNullOrWhiteSpace(options.ClientId))
        {
            yield return nameof(options.ClientId);
        }
        else if (!string.IsNullOrWhiteSpace(options.ClientSecret))
        {
            yield return nameof(options.ClientSecret);
        }

        if (options.AccessTokenProvider is not null)
        {
            yield return nameof(options.AccessTokenProvider);
        }
    }

    private static IEnumerable<string> FindAddressFaults(string property, Uri? address)
    {
        if (address is not { IsAbsoluteUri: true })
        {
            yield return $"{property} must be an absolute address, but is {(address is null ? "null" : $"'{address}'")}.";
        }
        else if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        {
            yield return $"{property} must use https, or http on loopback, but starts with {address.Scheme}://{address.Host}.";
        }
        else if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            yield return $"{property} must have no user, no query and no fragment.";
        }
    }

    private static IEnumerable<string> FindHeaderFaults(DeploymentsClientOptions options)
    {
        if (!HeaderValues.IsText(options.Organization))
        {
            yield return $"{nameof(options.Organization)} has a character that a header cannot carry.";
        }

        if (!HeaderValues.IsUserAgent(options.ApplicationName))
        {
            yield return $"{nameof(options.ApplicationName)} must be fit for User-Agent, such as 'release-bot/2.1', but is '{HeaderValues.Printable(options.ApplicationName)}'.";
        }
    }

    private static IEnumerable<string> FindTimeFaults(DeploymentsClientOptions options)
    {
        if (IsOutOfRange(options.AttemptTimeout))
        {
            yield return $"{nameof(options.AttemptTimeout)} must be more than zero and at most 1 day, but is {options.AttemptTimeout}.";
        }

        if (IsOutOfRange(options.ConflictTimeout))
        {
            yield return $"{nameof(options.ConflictTimeout)} must be more than zero and at most 1 day, but is {options.ConflictTimeout}.";
        }

        if (!Enum.IsDefined(options.ConflictBehavior))
        {
            yield return $"{nameof(options.ConflictBehavior)} has no value {options.ConflictBehavior}.";
        }

        if (options.Polling is null)
        {
            yield return $"{nameof(options.Polling)} must not be null.";
        }
        else if (options.Polling.FindFault() is { } fault)
        {
            yield return $"{nameof(options.Polling)}.{fault}";
        }
    }

    private static bool IsOutOfRange(TimeSpan time) => time <= TimeSpan.Zero || time > PollingOptions.MaxDuration;
}
