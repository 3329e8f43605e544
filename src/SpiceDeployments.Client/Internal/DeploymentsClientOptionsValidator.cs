using System.Globalization;
using Microsoft.Extensions.Options;
using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.Internal;

/// <summary>Validates <see cref="DeploymentsClientOptions"/>. Every message names the property, and none contains the value of a secret.</summary>
internal sealed class DeploymentsClientOptionsValidator : IValidateOptions<DeploymentsClientOptions>
{
    private const string BearerPrefix = "Bearer ";

    private static readonly string[] HttpSchemes = [Uri.UriSchemeHttps, Uri.UriSchemeHttp];

    /// <exception cref="OptionsValidationException">The options are not valid.</exception>
    public static void ThrowIfInvalid(DeploymentsClientOptions options)
    {
        List<string> errors = FindErrors(options);
        if (errors.Count > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(DeploymentsClientOptions), errors);
        }
    }

    public ValidateOptionsResult Validate(string? name, DeploymentsClientOptions options)
    {
        List<string> errors = FindErrors(options);
        string client = string.IsNullOrEmpty(name) ? "" : $"Client '{name}': ";
        return errors.Count is 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors.Select(error => client + error));
    }

    private static List<string> FindErrors(DeploymentsClientOptions options)
    {
        var errors = new List<string>();
        ValidateCredentials(options, errors);
        ValidateAddress(nameof(options.BaseAddress), options.BaseAddress, options.AllowHttp ? [.. HttpSchemes, .. ServiceNameHandler.Schemes] : [Uri.UriSchemeHttps], errors);
        ValidateAddress(nameof(options.TokenEndpoint), options.TokenEndpoint, options.AllowHttp ? HttpSchemes : [Uri.UriSchemeHttps], errors);
        if (options.BaseAddress is { IsAbsoluteUri: true } address && address.AbsolutePath.TrimEnd('/').EndsWith("/v1", StringComparison.OrdinalIgnoreCase))
        {
            errors.Add($"{nameof(options.BaseAddress)} must not end with /v1: the client adds the version to every path.");
        }

        ValidateHeaders(options, errors);
        ValidateCalls(options, errors);
        return errors;
    }

    private static void ValidateCredentials(DeploymentsClientOptions options, List<string> errors)
    {
        bool hasToken = !string.IsNullOrWhiteSpace(options.AccessToken);
        bool hasId = !string.IsNullOrWhiteSpace(options.ClientId);
        bool hasSecret = !string.IsNullOrWhiteSpace(options.ClientSecret);
        bool hasProvider = options.AccessTokenProvider is not null;
        string[] kinds =
        [
            .. hasToken ? [nameof(options.AccessToken)] : Array.Empty<string>(),
            .. hasId ? [nameof(options.ClientId)] : hasSecret ? [nameof(options.ClientSecret)] : Array.Empty<string>(),
            .. hasProvider ? [nameof(options.AccessTokenProvider)] : Array.Empty<string>(),
        ];
        if (kinds.Length > 1)
        {
            errors.Add($"{kinds[0]} and {kinds[1]} are mutually exclusive.");
        }
        else if (kinds.Length is 0)
        {
            string required = $"{nameof(options.AccessToken)}, {nameof(options.ClientId)} with {nameof(options.ClientSecret)}, or {nameof(options.AccessTokenProvider)} must be set.";
            errors.Add($"{required} {options.CredentialsHint}".TrimEnd());
        }
        else if (hasId != hasSecret)
        {
            errors.Add($"{(hasId ? nameof(options.ClientSecret) : nameof(options.ClientId))} must be set too: client credentials are an id and a secret.");
        }

        if (hasToken)
        {
            ValidateToken(nameof(options.AccessToken), options.AccessToken!.Trim(), errors);
        }
    }

    private static void ValidateToken(string property, string token, List<string> errors)
    {
        if (token.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase))
        {
            errors.Add($"{property} must be the token alone, without '{BearerPrefix.TrimEnd()}'.");
        }
        else if (!HeaderValidation.IsValidToken(token))
        {
            errors.Add($"{property} contains a character that a token cannot contain, such as a space or a line break.");
        }
    }

    private static void ValidateAddress(string property, Uri? address, string[] schemes, List<string> errors)
    {
        if (address is null || !address.IsAbsoluteUri || address.Host.Length is 0)
        {
            errors.Add($"{property} must be an absolute address.");
        }
        else if (!schemes.Contains(address.Scheme, StringComparer.Ordinal) && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        {
            errors.Add($"{property} must use https, or http on loopback or with {nameof(DeploymentsClientOptions.AllowHttp)}, but is '{address.Scheme}://{address.Host}'.");
        }
        else if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            errors.Add($"{property} must have no user, no query and no fragment.");
        }
    }

    private static void ValidateHeaders(DeploymentsClientOptions options, List<string> errors)
    {
        if (options.Organization is { } organization && !HeaderValidation.IsValidText(organization))
        {
            errors.Add($"{nameof(options.Organization)} contains a character that a header cannot contain.");
        }

        if (!string.IsNullOrWhiteSpace(options.ApplicationName) && !HeaderValidation.IsValidUserAgent(options.ApplicationName))
        {
            errors.Add($"{nameof(options.ApplicationName)} must be valid in User-Agent, such as 'release-bot/2.1', but is '{HeaderValidation.ToPrintable(options.ApplicationName)}'.");
        }
    }

    private static void ValidateCalls(DeploymentsClientOptions options, List<string> errors)
    {
        ValidateDuration(nameof(options.AttemptTimeout), options.AttemptTimeout, errors);
        ValidateDuration(nameof(options.ConflictTimeout), options.ConflictTimeout, errors);
        if (!Enum.IsDefined(options.ConflictBehavior))
        {
            errors.Add($"{nameof(options.ConflictBehavior)} is not a defined value: {options.ConflictBehavior}.");
        }

        if (options.SlowDeploymentFactor is { } factor && !(factor > 1 && double.IsFinite(factor)))
        {
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(options.SlowDeploymentFactor)} must be a number greater than 1, but is {factor}."));
        }

        if (options.Polling is null)
        {
            errors.Add($"{nameof(options.Polling)} must not be null.");
        }
        else if (options.Polling.FindError() is { } error)
        {
            errors.Add($"{nameof(options.Polling)}.{error}");
        }

        if (options.Scopes is null)
        {
            errors.Add($"{nameof(options.Scopes)} must not be null.");
        }
    }

    private static void ValidateDuration(string property, TimeSpan duration, List<string> errors)
    {
        if (OptionRanges.IsOutOfRange(duration))
        {
            errors.Add($"{property} must be more than zero and at most 1 day, but is {duration}.");
        }
    }
}
