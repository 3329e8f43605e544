using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace SpiceDeployments.Client.Testing.Start;

/// <summary>The least that ASP.NET Core's own builder starts: Kestrel on a free port of loopback, with an empty answer to everything.</summary>
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

    public static Uri AddressOf(WebApplication server) => new(server.Urls.Single());
}
