using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Storage;
using SpiceDeployments.Client.Rollouts.Orleans.Internal.Storage;

namespace SpiceDeployments.Client.Rollouts.Orleans.Tests.Conventions;

/// <summary>What the first version has stored in Redis. The default serializer of the grain storages writes the names of types and properties, not their aliases and ids.</summary>
public sealed class StoredFormatTests : IDisposable
{
    private const string Segment =
        """{"$id":"1","$type":"SpiceDeployments.Client.Rollouts.Orleans.Internal.Storage.JournalSegment, SpiceDeployments.Client.Rollouts.Orleans","Start":64,"Lines":{"$type":"System.Collections.Generic.List`1[[System.String, System.Private.CoreLib]], System.Private.CoreLib","$values":["a line"]},"IsCompleted":true}""";

    private const string Unfinished =
        """{"$id":"1","$type":"SpiceDeployments.Client.Rollouts.Orleans.Internal.Storage.UnfinishedIds, SpiceDeployments.Client.Rollouts.Orleans","Ids":{"$type":"System.Collections.Generic.List`1[[System.String, System.Private.CoreLib]], System.Private.CoreLib","$values":["build-7"]}}""";

    private readonly IHost _host = CreateHost();

    private IGrainStorageSerializer Serializer => _host.Services.GetRequiredService<IGrainStorageSerializer>();

    public void Dispose() => _host.Dispose();

    [Fact]
    public void JournalSegment_OfTheFirstVersion_IsReadAndWrittenEqually()
    {
        JournalSegment segment = Serializer.Deserialize<JournalSegment>(new BinaryData(Segment))!;

        Assert.Equal((64, true), (segment.Start, segment.IsCompleted));
        Assert.Equal(["a line"], segment.Lines);
        Assert.Equal(Segment, Serializer.Serialize(segment).ToString());
    }

    [Fact]
    public void UnfinishedIds_OfTheFirstVersion_AreReadAndWrittenEqually()
    {
        UnfinishedIds unfinished = Serializer.Deserialize<UnfinishedIds>(new BinaryData(Unfinished))!;

        Assert.Equal(["build-7"], unfinished.Ids);
        Assert.Equal(Unfinished, Serializer.Serialize(unfinished).ToString());
    }

    private static IHost CreateHost()
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.UseOrleans(silo => silo.UseLocalhostClustering());
        return builder.Build();
    }
}
