using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Exceptions;

public sealed class FieldErrorTests : WireTest
{
    private const string Start = "GET /v1/apps/123/deployments returned 400 (Bad Request): ";

    [Fact]
    public async Task CreateAsync_DocumentedValidationError_ReadsEveryField()
    {
        GivenCreate(WireResponse.Example("validation-error-400", status: 400));

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(CreateAsync);

        Assert.Equal(
            "POST /v1/apps/123/deployments returned 400 (Bad Request): Validation failed (replicas: Number must be less than or equal to 10).",
            exception.Message);
        Assert.Equal((400, null), ((int?)exception.StatusCode, exception.ErrorCode));
        Assert.Equal(["Number must be less than or equal to 10"], Assert.Single(exception.FieldErrors, field => field.Key is "replicas").Value);
        Assert.Equal(WireResponse.ReadExample("validation-error-400").ReplaceLineEndings(" "), exception.ResponseBody);
    }

    [Fact]
    public async Task FieldErrors_Several_AreAllInTheMessage()
    {
        SpiceApiException exception = await ListFailsAsync(WireResponse.Json(
            """{"error":"Validation failed","details":{"fieldErrors":{"replicas":["Too many","Not a number"],"channel":["Unknown"]},"formErrors":["Bad form","Worse"]}}""",
            status: 400));

        Assert.Equal(
            Start + "Validation failed (replicas: Too many; replicas: Not a number; channel: Unknown; Bad form; Worse).",
            exception.Message);
        Assert.Equal(["replicas", "channel"], exception.FieldErrors.Keys);
        Assert.Equal(["Too many", "Not a number"], exception.FieldErrors["replicas"]);
        Assert.Equal(["Unknown"], exception.FieldErrors["channel"]);
    }

    [Theory]
    [InlineData("""{"formErrors":["Bad form"]}""", Start + "Validation failed (Bad form).")]
    [InlineData("""{"fieldErrors":{},"formErrors":[]}""", Start + "Validation failed.")]
    [InlineData("null", Start + "Validation failed.")]
    [InlineData("\"text\"", Start + "Validation failed.")]
    [InlineData("[1]", Start + "Validation failed.")]
    [InlineData("""{"fieldErrors":null,"formErrors":null}""", Start + "Validation failed.")]
    [InlineData("""{"fieldErrors":["replicas"],"formErrors":{"a":1}}""", Start + "Validation failed.")]
    [InlineData("""{"fieldErrors":"replicas","formErrors":3}""", Start + "Validation failed.")]
    [InlineData("""{"formErrors":[1,null,{"a":1},"Bad form",""]}""", Start + "Validation failed (Bad form).")]
    public async Task Details_UnexpectedShape_KeepsTheError(string details, string expected)
    {
        SpiceApiException exception = await ListFailsAsync(WireResponse.Json($$"""{"error":"Validation failed","details":{{details}}}""", status: 400));

        Assert.Equal(expected, exception.Message);
        Assert.Empty(exception.FieldErrors);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"Too many\"")]
    [InlineData("{\"a\":1}")]
    [InlineData("[1,null]")]
    public async Task FieldErrors_UnexpectedShapeOfOneField_KeepsTheOthers(string json)
    {
        SpiceApiException exception = await ListFailsAsync(WireResponse.Json(
            $$$$"""{"error":"Validation failed","details":{"fieldErrors":{"replicas":{{{{json}}}},"channel":["Unknown"]}}}""",
            status: 400));

        Assert.Equal(Start + "Validation failed (channel: Unknown).", exception.Message);
        Assert.Equal(["Unknown"], exception.FieldErrors["channel"]);
        Assert.Empty(exception.FieldErrors["replicas"]);
    }
}
