using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using SpiceDeployments.Client.Testing.Internal.Deployments;
using SpiceDeployments.Client.Testing.Internal.Serialization;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>The query of a list: how many, and of which status.</summary>
internal sealed record DeploymentListQuery(int Limit, string? Status)
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    public static DeploymentListQuery Read(IQueryCollection query)
    {
        var errors = new FieldErrors();
        int? limit = ReadLimit(query, errors);
        string? status = errors.OneOf("status", query.TryGetValue("status", out StringValues text) ? text.ToString() : null, WireStatus.All);
        errors.ThrowIfAny();
        return new DeploymentListQuery(limit ?? DefaultLimit, status);
    }

    private static int? ReadLimit(IQueryCollection query, FieldErrors errors)
    {
        if (!query.TryGetValue("limit", out StringValues text))
        {
            return DefaultLimit;
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long limit))
        {
            return errors.InRange("limit", limit, 1, MaxLimit);
        }

        errors.Add("limit", "Expected number, received nan");
        return null;
    }
}
