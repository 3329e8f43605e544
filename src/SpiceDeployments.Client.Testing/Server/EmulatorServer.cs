using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SpiceDeployments.Client.Testing.Apps;
using SpiceDeployments.Client.Testing.Endpoints;
using SpiceDeployments.Client.Testing.Faults;
using SpiceDeployments.Client.Testing.RateLimits;
using SpiceDeployments.Client.Testing.Requests;
using SpiceDeployments.Client.Testing.Tokens;
using SpiceDeployments.Client.Testing.Wire;

namespace SpiceDeployments.Client.Testing.Server;

/// <summary>Puts the web server together: the stages that each request passes, and the routes at their end.</summary>
internal static class EmulatorServer
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(1);

    public static WebApplication Create(SpiceCloudEmulatorOptions options, AppDirectory apps, TokenRegistry tokens, RequestLog requests, FaultScript faults)
    {
        var server = CreateKestrel(options.Port);
        AddStages(server, options, requests, faults);
        AddRoutes(server, options, new AppAccess(apps, new AccessControl(tokens)), tokens);
        return server;
    }

    /// <summary>Starts from nothing, so that no settings file, environment variable or console of the program around it has a say.</summary>
    private static WebApplication CreateKestrel(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, CallerLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port, endpoint => endpoint.Protocols = HttpProtocols.Http1);
        });
        return builder.Build();
    }

    private static void AddStages(WebApplication server, SpiceCloudEmulatorOptions options, RequestLog requests, FaultScript faults)
    {
        var timeProvider = options.TimeProvider;
        server.Use(new DateHeader(timeProvider).InvokeAsync);
        server.Use(new RequestRecording(requests).InvokeAsync);
        if (options.RateLimit is { } limit)
        {
            server.Use(new RateLimiting(limit, timeProvider).InvokeAsync);
        }

        server.Use(new FaultInjection(faults, timeProvider, server.Lifetime.ApplicationStopping).InvokeAsync);
        server.Use(ApiErrorAnswers.InvokeAsync);
        server.Use(BodyLimit.InvokeAsync);
    }

    private static void AddRoutes(WebApplication server, SpiceCloudEmulatorOptions options, AppAccess access, TokenRegistry tokens)
    {
        var apps = new AppEndpoints(access);
        var deployments = new DeploymentEndpoints(access, options.CreateAnswer, options.GetByIdEnabled);
        var timeProvider = options.TimeProvider;

        server.MapGet("/v1/health", context => context.Response.AnswerAsync(StatusCodes.Status200OK, new HealthBody("ok", timeProvider.GetUtcNow())));
        server.MapGet("/v1/apps", apps.ListAsync);
        foreach (var appsPath in (string[])["/v1/apps", "/v1/projects"])
        {
            apps.Map(server, appsPath);
            deployments.Map(server, appsPath);
        }

        new TokenEndpoint(tokens).Map(server);
        server.MapFallback("{**path}", _ => throw new ApiErrorException(StatusCodes.Status404NotFound, "Not found"));
    }
}
