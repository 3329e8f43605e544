using System.Text.Json.Nodes;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Serialization;

/// <summary>A field with an undocumented type does not affect the rest of the response.</summary>
public sealed class WrongTypeTests : WireTest
{
    private static readonly string[] OptionalFields =
    [
        "status", "created_at", "updated_at", "started_at", "finished_at", "image_tag", "channel", "replicas", "branch", "commit_sha",
        "commit_message", "error_message", "error_code", "creation_source", "created_by",
    ];

    public static TheoryData<string> Fields => new(OptionalFields);

    [Theory]
    [InlineData("3", 3)]
    [InlineData("0", 0)]
    [InlineData("-1", -1)]
    [InlineData("\"3\"", 3)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("2147483648", null)]
    [InlineData("2.5", null)]
    [InlineData("\"three\"", null)]
    [InlineData("\"\"", null)]
    [InlineData("true", null)]
    [InlineData("{\"desired\":3}", null)]
    [InlineData("[3]", null)]
    [InlineData("null", null)]
    public async Task Replicas_AnyForm_IsReadOrNull(string json, int? expected) =>
        Assert.Equal(expected, (await ListOneAsync($$"""{"id":1,"replicas":{{json}}}""")).Replicas);

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"a\":{\"b\":[1,null,\"x\"]}}")]
    [InlineData("[[{\"id\":2}],3]")]
    [InlineData("null")]
    public async Task EveryOptionalField_NotAScalar_IsNull(string json)
    {
        string fields = string.Join(',', OptionalFields.Select(field => $"\"{field}\":{json}"));

        Assert.Equal(new Deployment { AppId = AppId, Id = 1 }, await ListOneAsync($$"""{{{fields}},"id":1}"""));
    }

    [Theory]
    [InlineData("12", "12")]
    [InlineData("1.50", "1.50")]
    [InlineData("true", "true")]
    [InlineData("false", "false")]
    public async Task EveryText_NumberOrBoolean_IsReadAsText(string json, string expected)
    {
        Deployment deployment = await ListOneAsync(
            $$"""
            {"id":1,"image_tag":{{json}},"channel":{{json}},"branch":{{json}},"commit_sha":{{json}},"commit_message":{{json}},"error_message":{{json}},"error_code":{{json}}}
            """);

        string?[] texts =
        [
            deployment.ImageTag, deployment.Channel, deployment.Branch, deployment.CommitSha, deployment.CommitMessage, deployment.ErrorMessage, deployment.ErrorCode,
        ];
        Assert.All(texts, text => Assert.Equal(expected, text));
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task OneOptionalField_NotAScalar_DoesNotAffectTheOthers(string field)
    {
        JsonObject json = JsonNode.Parse(WireResponse.ReadExample("deployment-newer-server"))!.AsObject();
        json.Remove(field);
        Deployment without = await ListOneAsync(json.ToJsonString());
        json[field] = new JsonObject { ["a"] = new JsonArray(1, 2) };

        Deployment wrong = await ListOneAsync(json.ToJsonString());

        Assert.Equal(without, wrong);
        Assert.Equal(9007199254740000, wrong.Id);
    }
}
