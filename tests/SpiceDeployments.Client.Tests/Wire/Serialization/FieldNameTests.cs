using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Serialization;

public sealed class FieldNameTests : WireTest
{
    [Fact]
    public async Task EveryField_ByName_IsRead() =>
        Assert.Equal(
            new Deployment
            {
                AppId = AppId,
                Id = 1,
                RawStatus = "2",
                CreatedAt = Minute(3),
                UpdatedAt = Minute(4),
                StartedAt = Minute(5),
                FinishedAt = Minute(6),
                ImageTag = "7",
                Channel = "8",
                Replicas = 9,
                Branch = "10",
                CommitSha = "11",
                CommitMessage = "12",
                ErrorMessage = "13",
                ErrorCode = "14",
                RawCreationSource = "15",
                CreatedBy = "16",
            },
            await ListOneAsync("""
                {
                  "id": 1, "status": "2", "created_at": "2026-10-06T08:03:00Z", "updated_at": "2026-10-06T08:04:00Z", "started_at": "2026-10-06T08:05:00Z",
                  "finished_at": "2026-10-06T08:06:00Z", "image_tag": "7", "channel": "8", "replicas": 9, "branch": "10", "commit_sha": "11",
                  "commit_message": "12", "error_message": "13", "error_code": "14", "creation_source": "15", "created_by": "16"
                }
                """));

    [Fact]
    public async Task NamesAndTexts_Escaped_AreRead() =>
        Assert.Equal(
            new Deployment { AppId = AppId, Id = 1, RawStatus = "queued", Branch = "main" },
            await ListOneAsync("""{"i\u0064":1,"st\u0061tus":"queu\u0065d","\u0062ranch":"m\u0061in"}"""));

    [Fact]
    public async Task Field_SentTwice_LastIsUsed() =>
        Assert.Equal(
            new Deployment { AppId = AppId, Id = 2, RawStatus = "failed" },
            await ListOneAsync("""{"id":1,"status":"queued","branch":"main","id":2,"status":"failed","branch":null}"""));

    [Theory]
    [InlineData("ID")]
    [InlineData("Id")]
    [InlineData("i d")]
    [InlineData("xd")]
    [InlineData("")]
    public async Task Field_OtherName_IsIgnored(string name)
    {
        GivenGet(WireResponse.Json($$"""{"{{name}}":1}"""));

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(GetAsync);

        Assert.EndsWith("the body is not the expected JSON: 'id' must be a positive integer.", exception.Message, StringComparison.Ordinal);
    }

    private static DateTimeOffset Minute(int minute) => StartTime.AddMinutes(minute);
}
