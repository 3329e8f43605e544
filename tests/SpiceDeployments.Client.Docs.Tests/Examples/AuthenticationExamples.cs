using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SpiceDeployments.Client;

namespace DocsExamples;

internal static class AuthenticationExamples
{
    public static void AddTokenProvider(HostApplicationBuilder builder)
    {
        builder.Services.AddSpiceDeploymentsClient(options => options.ApplicationName = "release-bot/2.1");
        builder.Services.AddSingleton(new FileTokenProvider("/run/secrets/spice-token"));
        builder.Services.AddOptions<DeploymentsClientOptions>()
            .Configure<FileTokenProvider>((options, provider) => options.AccessTokenProvider = provider);
    }

    public static void AddKeyedClients(HostApplicationBuilder builder, string retailToken, string logisticsToken)
    {
        builder.Services.AddKeyedSpiceDeploymentsClient("retail", options =>
        {
            options.AccessToken = retailToken;
            options.Organization = "retail";
        });
        builder.Services.AddKeyedSpiceDeploymentsClient("logistics", options =>
        {
            options.AccessToken = logisticsToken;
            options.Organization = "logistics";
        });
    }
}
