using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace SpiceDeployments.Client.Testing.Startup;

/// <summary>The smallest server of ASP.NET Core's own builder: Kestrel on a free loopback port, with an empty response to every request.</summary>
internal static class EmptyKestrel
{
    public static async Task<WebApplication> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication server = builder.Build();
        server.Run(_ => Task.CompletedTask);
        await server.StartAsync();
        return server;
    }

    public static Uri GetAddress(WebApplication server) => new(server.Urls.Single());
}
