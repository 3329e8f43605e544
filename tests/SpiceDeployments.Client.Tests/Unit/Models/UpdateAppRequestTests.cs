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

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Spicepod_BlankText_Throws(string text) => Assert.Throws<ArgumentException>(() => SpicepodContent.FromString(text));

    [Theory]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    public void Spicepod_NoObject_Throws(string json) => Assert.Throws<ArgumentException>(() => SpicepodContent.FromJsonElement(JsonSerializer.Deserialize<JsonElement>(json)));
}
