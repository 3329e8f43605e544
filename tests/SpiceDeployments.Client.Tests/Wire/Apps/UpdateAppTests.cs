using System.Text.Json.Nodes;
using SpiceDeployments.Client.Tests.Infrastructure;
using WireMock.ResponseProviders;

namespace SpiceDeployments.Client.Tests.Wire.Apps;

/// <summary>An update whose response is lost is read back, and sent again only if the app shows that it was not applied.</summary>
public sealed class UpdateAppTests : AppTest
{
    private static readonly UpdateAppRequest Description = new() { Description = "After" };

    private int UpdateCount => Requests.Count(request => request.Method is "PUT");

    [Fact]
    public async Task UpdateAppAsync_Success_ReturnsTheApp()
    {
        GivenApp(AppResponse());
        GivenUpdates(AppResponse(app => app["description"] = "After"));

        App updated = await UpdateAsync(Description);

        Assert.Equal("After", updated.Description);
    }

    public static TheoryData<UpdateAppRequest, string> AppliedUpdates => new()
    {
        { Description, """{"description":"After"}""" },
        { new UpdateAppRequest { ImageTag = null }, """{"config":{"image_tag":null}}""" },
        { new UpdateAppRequest { Replicas = 2, ImageTag = "2.3.2" }, """{"config":{"replicas":2,"image_tag":"2.3.2"}}""" },
        { new UpdateAppRequest { Tags = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" } }, """{"tags":{"a":"1","b":"2"}}""" },
        { new UpdateAppRequest { Spicepod = Spicepod }, """{"config":{"spicepod":{"kind":"Spicepod","version":"v2","name":"orders"}}}""" },
        { new UpdateAppRequest { Spicepod = Parse(Spicepod) }, """{"config":{"spicepod":{"kind":"Spicepod","version":"v2","name":"orders"}}}""" },
        { new UpdateAppRequest { StorageSizeGb = 20 }, """{"config":{"storage_size_gb":20.0}}""" },
    };

    [Theory]
    [MemberData(nameof(AppliedUpdates))]
    public async Task UpdateAppAsync_ResponseLostAndApplied_ReturnsTheAppAfterOnePut(UpdateAppRequest request, string after)
    {
        GivenAppReads(AppResponse(), AppResponse(app => Merge(app, after)));
        GivenUpdates(Lost);

        App updated = await UpdateAsync(request);

        Assert.Equal(AppId, updated.Id);
        Assert.Equal((1, 3), (UpdateCount, Requests.Count));
        AssertDelays(1);
    }

    [Fact]
    public async Task UpdateAppAsync_ResponseLostAndNotApplied_SendsAgain()
    {
        GivenApp(AppResponse());
        GivenUpdates(Lost, AppResponse(app => app["description"] = "After"));

        App updated = await UpdateAsync(Description);

        Assert.Equal(("After", 2), (updated.Description, UpdateCount));
        AssertDelays(1);
    }

    [Fact]
    public async Task UpdateAppAsync_NeverApplied_ThrowsNotAppliedAfterThreeAttempts()
    {
        GivenAppReads(AppResponse(), AppResponse(app => app["tags"] = new JsonObject { ["last"] = "tag" }));
        GivenUpdates(Lost);

        AppUpdateException exception = await UpdateFailsAsync(Description);

        Assert.Equal((AppUpdateOutcome.NotApplied, 3, "Before"), (exception.Outcome, UpdateCount, exception.Current?.Description));
        Assert.Equal("tag", exception.Current?.Tags?["last"]); // Of the last read.
        Assert.StartsWith("The update of app 123 was not applied: the app has the values from before the update.", exception.Message, StringComparison.Ordinal);
        AssertDelays(1, 1, 1, 2, 4, 8);
    }

    [Fact]
    public async Task UpdateAppAsync_LastRequestAppliedLate_ReturnsTheApp()
    {
        GivenAppReads([.. Enumerable.Repeat(AppResponse(), 6), AppResponse(app => app["description"] = "After")]);
        GivenUpdates(Lost);

        Assert.Equal("After", (await UpdateAsync(Description)).Description);

        Assert.Equal(3, UpdateCount);
        AssertDelays(1, 1, 1, 2, 4);
    }

    /// <summary>The first request may have been applied although the second one was rejected.</summary>
    [Theory]
    [InlineData(403, true)]
    [InlineData(403, false)]
    [InlineData(409, true)]
    public async Task UpdateAppAsync_RejectedAfterALostResponse_IsReadBack(int status, bool isApplied)
    {
        IResponseProvider last = isApplied ? AppResponse(app => app["description"] = "After") : AppResponse();
        GivenAppReads(AppResponse(), AppResponse(), last);
        GivenUpdates(Lost, WireResponse.Json("""{"error":"No"}""", status));

        if (isApplied)
        {
            Assert.Equal("After", (await UpdateAsync(Description)).Description);
        }
        else
        {
            AppUpdateException exception = await UpdateFailsAsync(Description);
            Assert.Equal((AppUpdateOutcome.NotApplied, status), (exception.Outcome, (int?)((SpiceApiException?)exception.InnerException)?.StatusCode));
        }
    }

    /// <summary>Someone else changed the app while the client waited before the next request.</summary>
    [Fact]
    public async Task UpdateAppAsync_ChangedDuringTheDelay_IsNotSentAgain()
    {
        GivenAppReads(AppResponse(), AppResponse(app => app["description"] = "Theirs"));
        GivenUpdates(WireResponse.Json("""{"error":"Busy"}""", 503).WithHeader("Retry-After", "20"));

        AppUpdateException exception = await UpdateFailsAsync(Description);

        Assert.Equal((AppUpdateOutcome.Changed, 1), (exception.Outcome, UpdateCount));
        AssertDelays(20);
    }

    /// <summary>The service does not return the version of the runtime.</summary>
    [Fact]
    public async Task UpdateAppAsync_FieldIsNotReturned_ThrowsUnknown()
    {
        GivenApp(AppResponse());
        GivenUpdates(Lost);

        AppUpdateException exception = await UpdateFailsAsync(new UpdateAppRequest { Version = null });

        Assert.Equal(AppUpdateOutcome.Unknown, exception.Outcome);
        Assert.Contains("the service does not return version.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UpdateAppAsync_FieldOfAnOlderName_IsCompared()
    {
        GivenAppReads(AppResponse(), AppResponse(app => app["config"]!["storage_claim_size_gb"] = 50));
        GivenUpdates(Lost);

        Assert.Equal(50, (await UpdateAsync(new UpdateAppRequest { StorageSizeGb = 50 })).Config?.StorageSizeGb);
        Assert.Equal(1, UpdateCount);
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("")]
    public async Task UpdateAppAsync_BlankSpicepod_Throws(string text)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => UpdateAsync(new UpdateAppRequest { Spicepod = text }));

        Assert.Empty(Requests);
    }

    [Fact]
    public async Task UpdateAppAsync_SpicepodIsNoObject_Throws()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => UpdateAsync(new UpdateAppRequest { Spicepod = Parse("[]") }));

        Assert.Empty(Requests);
    }

    [Fact]
    public async Task UpdateAppAsync_ChangedBySomeoneElse_ThrowsAndOverwritesNothing()
    {
        GivenAppReads(AppResponse(), AppResponse(app => app["description"] = "Theirs"));
        GivenUpdates(Lost);

        AppUpdateException exception = await UpdateFailsAsync(Description);

        Assert.Equal((AppUpdateOutcome.Changed, 1, "Theirs"), (exception.Outcome, UpdateCount, exception.Current?.Description));
        Assert.StartsWith("Whether the update of app 123 was applied is unknown: description changed, but is not certainly what was sent.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UpdateAppAsync_OnlyOneOfTwoValuesApplied_ThrowsChanged()
    {
        GivenAppReads(AppResponse(), AppResponse(app => app["description"] = "After"));
        GivenUpdates(Lost);

        AppUpdateException exception = await UpdateFailsAsync(Description with { Replicas = 2 });

        Assert.Equal((AppUpdateOutcome.Changed, 1), (exception.Outcome, UpdateCount));
    }

    /// <summary>Only the service parses YAML as the service does.</summary>
    [Fact]
    public async Task UpdateAppAsync_YamlAndSpicepodChanged_ThrowsChanged()
    {
        GivenAppReads(AppResponse(), AppResponse(app => app["config"]!["spicepod"] = JsonNode.Parse(Spicepod)));
        GivenUpdates(Lost);

        AppUpdateException exception = await UpdateFailsAsync(new UpdateAppRequest { Spicepod = "name: orders\nversion: v2\nkind: Spicepod\n" });

        Assert.Equal((AppUpdateOutcome.Changed, 1), (exception.Outcome, UpdateCount));
    }

    [Fact]
    public async Task UpdateAppAsync_ReadBackFails_ThrowsUnknown()
    {
        GivenAppReads(AppResponse(), WireResponse.Json("""{"error":"Forbidden"}""", status: 403));
        GivenUpdates(Lost);

        AppUpdateException exception = await UpdateFailsAsync(Description);

        Assert.Equal((AppUpdateOutcome.Unknown, 1, null), (exception.Outcome, UpdateCount, exception.Current));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(409)]
    public async Task UpdateAppAsync_Rejected_ThrowsAtOnce(int status)
    {
        GivenApp(AppResponse());
        GivenUpdates(WireResponse.Json("""{"error":"No"}""", status));

        await Assert.ThrowsAnyAsync<SpiceApiException>(() => UpdateAsync(Description));

        Assert.Equal((1, 2), (UpdateCount, Requests.Count));
    }

    [Fact]
    public async Task UpdateAppAsync_RateLimited_SendsAgainWithoutReadingBack()
    {
        GivenApp(AppResponse());
        GivenUpdates(WireResponse.Json("""{"error":"Slow down"}""", 429).WithHeader("Retry-After", "5"), AppResponse());

        await UpdateAsync(Description);

        Assert.Equal((2, 3), (UpdateCount, Requests.Count));
        AssertDelays(5);
    }

    [Fact]
    public async Task UpdateAppAsync_SuccessWithUnreadableBody_IsReadBack()
    {
        GivenAppReads(AppResponse(), AppResponse(app => app["description"] = "After"));
        GivenUpdates(WireResponse.Html());

        Assert.Equal("After", (await UpdateAsync(Description)).Description);
        Assert.Equal(1, UpdateCount);
    }

    [Fact]
    public async Task UpdateAppAsync_NothingSet_Throws()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => UpdateAsync(new UpdateAppRequest()));

        Assert.Empty(Requests);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(11)]
    public async Task UpdateAppAsync_ReplicasOutOfRange_Throws(int replicas)
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => UpdateAsync(new UpdateAppRequest { Replicas = replicas }));

        Assert.Empty(Requests);
    }

    private static void Merge(JsonObject app, string changes)
    {
        foreach ((string name, JsonNode? value) in JsonNode.Parse(changes)!.AsObject())
        {
            if (name is "config")
            {
                Merge(app["config"]!.AsObject(), value!.ToJsonString());
            }
            else
            {
                app[name] = value?.DeepClone();
            }
        }
    }

    private Task<AppUpdateException> UpdateFailsAsync(UpdateAppRequest request) => Assert.ThrowsAsync<AppUpdateException>(() => UpdateAsync(request));
}
