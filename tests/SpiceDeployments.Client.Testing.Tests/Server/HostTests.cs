using System.Net;
using System.Net.NetworkInformation;

namespace SpiceDeployments.Client.Testing.Tests.Server;

public sealed class HostTests
{
    public static TheoryData<string, string, string> Hosts
    {
        get
        {
            var hosts = new TheoryData<string, string, string>
            {
                { "127.0.0.1", "127.0.0.1", "127.0.0.1" },
                { "LOCALHOST", "localhost", "127.0.0.1" },
                { "*", "127.0.0.1", "*" },
                { "0.0.0.0", "127.0.0.1", "0.0.0.0" },
            };
            if (System.Net.Sockets.Socket.OSSupportsIPv6)
            {
                hosts.Add("::1", "[::1]", "::1");
                hosts.Add("::", "127.0.0.1", "*");
            }

            return hosts;
        }
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task Host_Valid_ListensThere(string host, string addressHost, string listener)
    {
        await using SpiceCloudEmulator emulator = await StartAsync(host);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = emulator.BaseAddress };

        using HttpResponseMessage response = await http.GetAsync("/v1/health", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(addressHost, emulator.BaseAddress.Host);
        Assert.Equal(listener, FindListener(emulator.BaseAddress.Port));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("5080")]
    [InlineData("127.1")]
    [InlineData("example.com")]
    [InlineData("http://127.0.0.1")]
    public async Task Host_Invalid_NamesOption(string? host)
    {
        ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(() => StartAsync(host!));

        Assert.Equal($"Host must be an IP address, localhost or *, but is '{host}'. (Parameter 'options')", error.Message);
    }

    /// <summary>192.0.2.0/24 is reserved for documentation, so that no machine has an address of it.</summary>
    [Fact]
    public async Task Host_NotOfThisMachine_Throws()
    {
        IOException error = await Assert.ThrowsAsync<IOException>(() => StartAsync("192.0.2.1"));

        Assert.StartsWith("Failed to listen on 192.0.2.1 with port 0: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_ChangedAfterStart_HaveNoEffect()
    {
        var options = new SpiceCloudEmulatorOptions { SupportsGetById = false };
        await using SpiceCloudEmulator emulator = await SpiceCloudEmulator.StartAsync(options, TestContext.Current.CancellationToken);
        options.SupportsGetById = true;

        await emulator.ResetAsync(TestContext.Current.CancellationToken);

        emulator.AddApp(7).StartDeployment();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { DefaultRequestHeaders = { { "Authorization", "Bearer " + emulator.AccessToken } } };
        using HttpResponseMessage response = await http.GetAsync(new Uri(emulator.BaseAddress, "/v1/apps/7/deployments/1001"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    /// <summary>Returns the address of the listener as the operating system reports it; <c>*</c> is every address of both families.</summary>
    private static string FindListener(int port)
    {
        IPEndPoint[] listeners = [.. IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(listener => listener.Port == port)];
        IPAddress address = Assert.Single(listeners).Address;
        return address.Equals(IPAddress.IPv6Any) ? "*" : address.ToString();
    }

    private static Task<SpiceCloudEmulator> StartAsync(string host) =>
        SpiceCloudEmulator.StartAsync(new SpiceCloudEmulatorOptions { Host = host }, TestContext.Current.CancellationToken);
}
