using System.Text.Json;

namespace SpiceDeployments.Client.Tests.Unit.Models;

public sealed class UpdateAppRequestTests
{
    private static readonly App App = new() { Id = 42, Tags = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" } };

    [Fact]
    public void With_ChangesACopy()
    {
        var first = new UpdateAppRequest { Description = "One" };

        UpdateAppRequest second = first with { Replicas = 2 };

        Assert.Equal(("UpdateAppRequest { description }", "UpdateAppRequest { description, replicas }"), (first.ToString(), second.ToString()));
    }

    [Fact]
    public void Json_RoundTrip_IsEqual()
    {
        var request = new UpdateAppRequest
        {
            ImageTag = null,
            Replicas = 2,
            Spicepod = JsonSerializer.Deserialize<JsonElement>("""{"name":"orders"}"""),
            Resources = new AppResources { Limits = new ResourceQuantities { Cpu = "2" } },
        };

        UpdateAppRequest? read = JsonSerializer.Deserialize<UpdateAppRequest>(JsonSerializer.Serialize(request));

        Assert.Equal(request, read);
        Assert.Equal(request.GetHashCode(), read?.GetHashCode());
        Assert.Equal((2, "2"), (read?.Replicas, read?.Resources?.Limits?.Cpu));
        Assert.NotNull(read?.Spicepod);
    }

    [Fact]
    public void Equals_NullSetOrNotSet_IsDifferent() => Assert.NotEqual(new UpdateAppRequest { Replicas = 1 }, new UpdateAppRequest { Replicas = 1, ImageTag = null });

    [Fact]
    public void WithTags_MergesAndRemoves()
    {
        UpdateAppRequest request = new UpdateAppRequest().WithTags(App, new Dictionary<string, string?> { ["b"] = "3", ["c"] = "4", ["a"] = null });

        Assert.Equal([new("b", "3"), new("c", "4")], request.Tags!.OrderBy(tag => tag.Key));
    }

    [Fact]
    public void WithTags_Twice_KeepsBothChanges()
    {
        UpdateAppRequest request = new UpdateAppRequest()
            .WithTags(App, new Dictionary<string, string?> { ["c"] = "3" })
            .WithTags(App, new Dictionary<string, string?> { ["a"] = null });

        Assert.Equal([new("b", "2"), new("c", "3")], request.Tags!.OrderBy(tag => tag.Key));
    }

    /// <summary>An update of the tags would remove those that were not sent.</summary>
    [Fact]
    public void WithTags_TagsNotSent_Throws() =>
        Assert.Throws<ArgumentException>(() => new UpdateAppRequest().WithTags(new App { Id = 42 }, new Dictionary<string, string?> { ["a"] = "1" }));

    [Fact]
    public void Spicepod_Null_ClearsTheValue()
    {
        string? text = null;
        JsonElement? json = null;

        Assert.Equal("""{"spicepod":null}""", JsonSerializer.Serialize(new UpdateAppRequest { Spicepod = text }));
        Assert.Equal("""{"spicepod":null}""", JsonSerializer.Serialize(new UpdateAppRequest { Spicepod = json }));
    }

    [Fact]
    public void Spicepod_Text_CanBeRead() => Assert.Equal("name: orders", new UpdateAppRequest { Spicepod = "name: orders" }.Spicepod?.Value.GetString());
}
