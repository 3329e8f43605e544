using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging.Abstractions;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Conventions;

/// <summary>A public type that holds a secret shows it neither as text nor as JSON, because programs log both.</summary>
public sealed class SecretConventionTests
{
    private const string Secret = "secret-of-the-test";

    private static readonly JsonSerializerOptions WithFields = new() { IncludeFields = true };

    public static TheoryData<object> Holders =>
    [
        new DeploymentsClientOptions
        {
            AccessToken = Secret,
            ClientId = "ci",
            ClientSecret = Secret,
            AccessTokenProvider = new ScriptedTokenProvider(Secret),
            LoggerFactory = NullLoggerFactory.Instance,
            PrimaryHandler = () => throw new InvalidOperationException(Secret),
            TimeProvider = TimeProvider.System,
        },
        new AccessToken(Secret, DateTimeOffset.UnixEpoch),
        new AccessTokenRequest(Secret),
    ];

    [Theory]
    [MemberData(nameof(Holders))]
    public void EveryHolder_AsTextAndJson_ShowsNoSecret(object holder)
    {
        Assert.DoesNotContain(Secret, $"{holder}", StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, JsonSerializer.Serialize(holder, holder.GetType()), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, JsonSerializer.Serialize(holder, holder.GetType(), WithFields), StringComparison.Ordinal);
    }

    [Fact]
    public void Options_AsJson_ShowTheOtherOptions()
    {
        string json = JsonSerializer.Serialize(new DeploymentsClientOptions { Organization = "acme" });

        Assert.Contains("\"Organization\":\"acme\"", json, StringComparison.Ordinal);
        Assert.Contains("\"BaseAddress\":\"https://api.spice.ai\"", json, StringComparison.Ordinal);
    }

    /// <summary>A new property with a secret must be added above.</summary>
    [Fact]
    public void EveryPublicProperty_NamedAsASecret_IsNotSerialized()
    {
        PropertyInfo[] secrets =
        [
            .. typeof(DeploymentsClient).Assembly.GetExportedTypes()
                .SelectMany(type => type.GetProperties())
                .Where(property => property.PropertyType == typeof(string) && (IsSecret(property.Name) || property.DeclaringType == typeof(AccessToken))),
        ];

        Assert.Equal(["AccessToken.Value", "AccessTokenRequest.RejectedToken", "DeploymentsClientOptions.AccessToken", "DeploymentsClientOptions.ClientSecret"],
            secrets.Select(property => $"{property.DeclaringType?.Name}.{property.Name}").Order(StringComparer.Ordinal));
        Assert.All(secrets, property => Assert.NotNull(property.GetCustomAttribute<JsonIgnoreAttribute>()));
    }

    private static bool IsSecret(string name) => name.EndsWith("Token", StringComparison.Ordinal) || name.EndsWith("Secret", StringComparison.Ordinal);
}
