using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace SpiceDeployments.Client.Testing.Internal.Server;

/// <summary>The network addresses that the emulator listens on.</summary>
internal sealed class ListenAddress
{
    private const int BytesOfIPv4 = 4;

    private readonly string _text;
    private readonly IPAddress? _address;

    private ListenAddress(string text, IPAddress? address, string localHost)
    {
        _text = text;
        _address = address;
        LocalHost = localHost;
    }

    /// <summary>The host in addresses for clients on this machine.</summary>
    public string LocalHost { get; }

    /// <summary>Parses an IP address, <c>localhost</c>, or <c>*</c>, which is every address. Returns <c>null</c> for any other text.</summary>
    public static ListenAddress? Parse(string? text) => text switch
    {
        null => null,
        "*" => new ListenAddress(text, address: null, IPAddress.Loopback.ToString()),
        _ when string.Equals(text, "localhost", StringComparison.OrdinalIgnoreCase) => new ListenAddress(text, IPAddress.Loopback, text),
        _ when ParseIPAddress(text) is { } address => new ListenAddress(text, address, (IsAny(address) ? IPAddress.Loopback : address).ToString()),
        _ => null,
    };

    public void Listen(KestrelServerOptions server, int port, Action<ListenOptions> configure)
    {
        if (_address is null)
        {
            server.ListenAnyIP(port, configure);
        }
        else
        {
            server.Listen(_address, port, configure);
        }
    }

    /// <summary>Returns the text that was parsed.</summary>
    /// <returns>An IP address, <c>localhost</c>, or <c>*</c>.</returns>
    public override string ToString() => _text;

    /// <summary>A number alone, such as a port, is an IP address for .NET.</summary>
    private static IPAddress? ParseIPAddress(string text) =>
        IPAddress.TryParse(text, out IPAddress? address) && (address.AddressFamily is AddressFamily.InterNetworkV6 || text.Split('.').Length is BytesOfIPv4) ? address : null;

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
