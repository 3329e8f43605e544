using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DocsExamples;

internal static class Registration
{
    public static void WithAnAction(HostApplicationBuilder builder, string token)
    {
        builder.Services.AddSpiceDeploymentsClient(options => options.AccessToken = token);
    }

    public static void WithASection(HostApplicationBuilder builder)
    {
        builder.Services.AddSpiceDeploymentsClient(builder.Configuration.GetSection("SpiceDeployments"));
    }

    public static void KeyedByName(HostApplicationBuilder builder, string retailToken, string logisticsToken)
    {
        builder.Services.AddSpiceDeploymentsClient("retail", options =>
        {
            options.AccessToken = retailToken;
            options.Organization = "retail";
        });
        builder.Services.AddSpiceDeploymentsClient("logistics", options =>
        {
            options.AccessToken = logisticsToken;
            options.Organization = "logistics";
        });
    }
}
