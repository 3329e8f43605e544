using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Conventions;

public sealed class EnumConventionTests : EmulatorTest
{
    private const string NewValue = "some_word_of_tomorrow";

    /// <summary>The enums whose values the service sends.</summary>
    private static IEnumerable<PropertyInfo> ResponseEnums =>
        typeof(Deployment).GetProperties().Where(property => (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType).IsEnum);

    [Fact]
    public void EveryResponseEnum_Default_IsUnknown()
    {
        IEnumerable<Type> enums = ResponseEnums.Select(property => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);

        Assert.Equal([nameof(DeploymentStatus), nameof(DeploymentCreationSource), nameof(DeploymentFailureReason)], enums.Select(type => type.Name));
        Assert.All(enums, type => Assert.Equal("Unknown", Enum.GetName(type, 0)));
    }

    [Theory]
    [InlineData("status", nameof(Deployment.Status), nameof(Deployment.RawStatus))]
    [InlineData("creation_source", nameof(Deployment.CreationSource), nameof(Deployment.RawCreationSource))]
    [InlineData("error_code", nameof(Deployment.FailureReason), nameof(Deployment.ErrorCode))]
    public async Task EveryResponseEnum_NewValue_IsUnknownAndKeepsTheText(string field, string value, string text)
    {
        App.StartDeployment().Fail("Something new", code: "invalid_spicepod");
        string body = await GetServiceResponseAsync();
        Cloud.Faults.OnGet().RespondWithJson(Regex.Replace(body, $"\"{field}\":\"[^\"]*\"", $"\"{field}\":\"{NewValue}\"", RegexOptions.None, TimeSpan.FromSeconds(1)));

        Deployment deployment = await Client.GetAsync(AppId, App.Deployments[0].Id, CancellationToken);

        Assert.Equal("Unknown", typeof(Deployment).GetProperty(value)?.GetValue(deployment)?.ToString());
        Assert.Equal(NewValue, typeof(Deployment).GetProperty(text)?.GetValue(deployment));
    }

    private async Task<string> GetServiceResponseAsync()
    {
        using var http = new HttpClient { DefaultRequestHeaders = { { "Authorization", $"Bearer {Cloud.AccessToken}" } } };
        using HttpResponseMessage response = await http.GetAsync(new Uri(Cloud.BaseAddress, $"v1/apps/{AppId}/deployments/{App.Deployments[0].Id}"), CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(CancellationToken);
    }
}
