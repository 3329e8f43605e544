using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SpiceDeployments.Tool.Emulator;

/// <summary>The certificate of an emulator, signed by itself. Clients trust it by its public part.</summary>
internal static class EmulatorCertificate
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    /// <summary>Creates a certificate for localhost, the loopback addresses, the name of this machine, and the host.</summary>
    public static X509Certificate2 Create(string host, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=spice-deployments emulator", key, HashAlgorithmName.SHA256)
        {
            CertificateExtensions =
            {
                // Some clients do not accept the certificate of an authority as that of a server.
                new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true),
                new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true),
                new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false),
                CreateNames(host),
            },
        };
        using X509Certificate2 created = request.CreateSelfSigned(now.AddDays(-1), now + Lifetime);
        return Import(created.Export(X509ContentType.Pfx));
    }

    /// <summary>Writes the public part as PEM.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(X509Certificate2 certificate, FileInfo file) => File.WriteAllText(file.FullName, certificate.ExportCertificatePem() + "\n");

    private static X509Extension CreateNames(string host)
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (string name in new[] { "localhost", Dns.GetHostName() }.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            names.AddDnsName(name);
        }

        IPAddress[] addresses = IPAddress.TryParse(host, out IPAddress? address) ? [IPAddress.Loopback, IPAddress.IPv6Loopback, address] : [IPAddress.Loopback, IPAddress.IPv6Loopback];
        foreach (IPAddress name in addresses.Distinct())
        {
            names.AddIpAddress(name);
        }

        return names.Build();
    }

    /// <summary>On Windows, a server cannot use a key that exists in memory only.</summary>
    private static X509Certificate2 Import(byte[] pfx) =>
#if NET9_0_OR_GREATER
        X509CertificateLoader.LoadPkcs12(pfx, password: null);
#else
        new(pfx);
#endif
}
