using SpiceDeployments.Tool.Tests.Infrastructure;

namespace SpiceDeployments.Tool.Tests.Emulator;

/// <summary>Wrong scenarios, and the errors: the line, the place, and what to write instead.</summary>
public sealed class ScenarioErrorTests
{
    public static TheoryData<string, string> Errors => new()
    {
        { "", "The file {0} is empty." },
        { "{", "{0}: line 1: Expected depth to be zero at the end of the JSON payload. There is an open JSON object or array that should be closed." },
        { "{\n\"apps\" []\n}", "{0}: line 2: '[' is invalid after a property name. Expected a ':'." },
        { "[]", "{0}: line 1: Expected an object in braces." },
        { "null", "{0}: line 1: Expected an object in braces." },
        { """{ "aps": [] }""", "{0}: line 1, aps: 'aps' is not a property here. The properties are options, apps, clients, tokens, faults." },
        { "{\n  \"apps\": [\n    { \"id\": 1 },\n    { \"id\": 2,\n      \"nme\": \"x\" }\n  ]\n}", "{0}: line 5, apps[1].nme: 'nme' is not a property here. The properties are id, name, organization, repository, state, limits, settings, tags, spicepod, defaultScript, nextDeployments, otherDeployments, normalization." },
        { """{ "Apps": [] }""", "{0}: line 1, Apps: 'Apps' is not a property here. The properties are options, apps, clients, tokens, faults." },
        { "{ \"apps\": [{ \"id\": 1,\n\"id\": 2 }] }", "{0}: line 2, apps[0].id: 'id' occurs twice." },
        { "{ \"apps\": [\n{}] }", "{0}: line 2, apps[0]: 'id' is missing." },
        { """{ "apps": [{ "id": "1" }] }""", "{0}: line 1, apps[0].id: Expected a whole number." },
        { """{ "apps": [{ "id": 1.5 }] }""", "{0}: line 1, apps[0].id: Expected a whole number." },
        { """{ "apps": [{ "id": 1, "name": 5 }] }""", "{0}: line 1, apps[0].name: Expected a text in quotation marks." },
        { """{ "apps": [{ "id": 1, "name": "\ud83d" }] }""", "{0}: line 1, apps[0].name: The text contains invalid Unicode." },
        { """{ "apps": [{ "id": 1, "\ud83d": 1 }] }""", "{0}: line 1, apps[0]: The text contains invalid Unicode." },
        { """{ "apps": { "id": 1 } }""", "{0}: line 1, apps: Expected a list in brackets." },
        { """{ "apps": null }""", "{0}: line 1, apps: The value must not be null." },
        { """{ "apps": [null] }""", "{0}: line 1, apps[0]: The value must not be null." },
        { """{ "apps": [{ "id": 0 }] }""", "{0}: line 1, apps[0].id: The value must be 1 or more." },
        { "{ \"apps\": [{ \"id\": 1 },\n{ \"id\": 1 }] }", "{0}: line 2, apps[1].id: App 1 already exists." },
        { """{ "apps": [{ "id": 1, "organization": " " }] }""", "{0}: line 1, apps[0].organization: The value must not be blank." },
        { """{ "apps": [{ "id": 1, "repository": "" }] }""", "{0}: line 1, apps[0].repository: The value must not be blank." },
        { """{ "apps": [{ "id": 1, "state": "asleep" }] }""", "{0}: line 1, apps[0].state: Expected one of ready, withoutSpicepod, invalidSpicepod, paused." },
        { """{ "apps": [{ "id": 1, "state": "Ready" }] }""", "{0}: line 1, apps[0].state: Expected one of ready, withoutSpicepod, invalidSpicepod, paused." },
        { """{ "apps": [{ "id": 1, "state": "ready", "spicepod": {} }] }""", "{0}: line 1, apps[0].state: The 'spicepod' determines the state. Only 'paused' can be added." },
        { """{ "apps": [{ "id": 1, "spicepod": 5 }] }""", "{0}: line 1, apps[0].spicepod: Expected an object, or a text with YAML or JSON." },
        { """{ "apps": [{ "id": 1, "spicepod": null }] }""", "{0}: line 1, apps[0].spicepod: The value must not be null." },
        { """{ "apps": [{ "id": 1, "spicepod": "text" }] }""", "{0}: line 1, apps[0].spicepod: Expected object, received string" },
        { """{ "apps": [{ "id": 1, "tags": { "a": 1 } }] }""", "{0}: line 1, apps[0].tags.a: Expected a text in quotation marks." },
        { """{ "apps": [{ "id": 1, "tags": ["a"] }] }""", "{0}: line 1, apps[0].tags: Expected an object in braces." },
        { """{ "apps": [{ "id": 1, "limits": { "maxReplicas": "2" } }] }""", "{0}: line 1, apps[0].limits.maxReplicas: Expected a whole number." },
        { """{ "apps": [{ "id": 1, "settings": { "visibility": "secret" } }] }""", "{0}: line 1, apps[0].settings.visibility: Expected one of public, private." },
        { """{ "apps": [{ "id": 1, "settings": { "resources": [] } }] }""", "{0}: line 1, apps[0].settings.resources: Expected an object in braces." },
        { """{ "apps": [{ "id": 1, "settings": { "executor": 1 } }] }""", "{0}: line 1, apps[0].settings.executor: Expected an object in braces." },
        { """{ "apps": [{ "id": 1, "settings": { "storageSizeGb": "1" } }] }""", "{0}: line 1, apps[0].settings.storageSizeGb: Expected a number." },
        { """{ "apps": [{ "id": 1, "defaultScript": { "neverCompletes": true, "fails": {} } }] }""", "{0}: line 1, apps[0].defaultScript.neverCompletes: 'neverCompletes' contradicts 'fails'. Omit one of them." },
        { """{ "apps": [{ "id": 1, "nextDeployments": [{ "supersededAfter": "1s", "neverCompletes": true }] }] }""", "{0}: line 1, apps[0].nextDeployments[0].supersededAfter: 'supersededAfter' contradicts 'neverCompletes'. Omit one of them." },
        { """{ "apps": [{ "id": 1, "nextDeployments": [{ "neverCompletes": true, "runsFor": "1s" }] }] }""", "{0}: line 1, apps[0].nextDeployments[0].runsFor: 'runsFor' contradicts 'neverCompletes'. Omit one of them." },
        { """{ "apps": [{ "id": 1, "nextDeployments": [{ "supersededAfter": "1s", "runsFor": "1s" }] }] }""", "{0}: line 1, apps[0].nextDeployments[0].runsFor: 'runsFor' contradicts 'supersededAfter'. Omit one of them." },
        { """{ "apps": [{ "id": 1, "nextDeployments": [{ "notQueuedFor": "-1s" }] }] }""", "{0}: line 1, apps[0].nextDeployments[0].notQueuedFor: The time must not be negative." },
        { """{ "apps": [{ "id": 1, "nextDeployments": [{ "queuedFor": "-1s" }] }] }""", "{0}: line 1, apps[0].nextDeployments[0].queuedFor: The time must not be negative." },
        { """{ "apps": [{ "id": 1, "nextDeployments": [{ "runsFor": "-00:00:01" }] }] }""", "{0}: line 1, apps[0].nextDeployments[0].runsFor: The time must not be negative." },
        { """{ "apps": [{ "id": 1, "nextDeployments": [{ "visibilityDelay": "-1s" }] }] }""", "{0}: line 1, apps[0].nextDeployments[0].visibilityDelay: The time must not be negative." },
        { """{ "apps": [{ "id": 1, "nextDeployments": [{ "supersededAfter": "0s" }] }] }""", "{0}: line 1, apps[0].nextDeployments[0].supersededAfter: The time must be more than zero." },
        { """{ "apps": [{ "id": 1, "nextDeployments": [{ "runsFor": 5 }] }] }""", "{0}: line 1, apps[0].nextDeployments[0].runsFor: Expected a time. Write it as 500ms, 90s, 10m, 2h or 00:10:00." },
        { """{ "apps": [{ "id": 1, "nextDeployments": [{ "runsFor": "5" }] }] }""", "{0}: line 1, apps[0].nextDeployments[0].runsFor: Expected a time. Write it as 500ms, 90s, 10m, 2h or 00:10:00." },
        { """{ "apps": [{ "id": 1, "nextDeployments": [{ "runsFor": "1e9h" }] }] }""", "{0}: line 1, apps[0].nextDeployments[0].runsFor: Expected a time. Write it as 500ms, 90s, 10m, 2h or 00:10:00." },
        { """{ "apps": [{ "id": 1, "nextDeployments": [{ "runsFor": "99999999999h" }] }] }""", "{0}: line 1, apps[0].nextDeployments[0].runsFor: Expected a time. Write it as 500ms, 90s, 10m, 2h or 00:10:00." },
        { """{ "apps": [{ "id": 1, "nextDeployments": [{ "neverCompletes": "yes" }] }] }""", "{0}: line 1, apps[0].nextDeployments[0].neverCompletes: Expected true or false." },
        { """{ "apps": [{ "id": 1, "nextDeployments": [{ "reportsError": { "code": "x" } }] }] }""", "{0}: line 1, apps[0].nextDeployments[0].reportsError: 'message' is missing." },
        { """{ "apps": [{ "id": 1, "otherDeployments": [{ "startedAgo": "1s", "startsAfter": "1s" }] }] }""", "{0}: line 1, apps[0].otherDeployments[0].startsAfter: 'startsAfter' contradicts 'startedAgo'. Omit one of them." },
        { """{ "apps": [{ "id": 1, "otherDeployments": [{ "startedAgo": "-1s" }] }] }""", "{0}: line 1, apps[0].otherDeployments[0].startedAgo: The time must not be negative." },
        { """{ "apps": [{ "id": 1, "otherDeployments": [{ "startsAfter": "-1s" }] }] }""", "{0}: line 1, apps[0].otherDeployments[0].startsAfter: The time must not be negative." },
        { """{ "apps": [{ "id": 1, "otherDeployments": [{ "script": { "queuedFor": "-1s" } }] }] }""", "{0}: line 1, apps[0].otherDeployments[0].script.queuedFor: The time must not be negative." },
        { """{ "clients": [{ "id": " ", "secret": "x", "scopes": [] }] }""", "{0}: line 1, clients[0].id: The value must not be blank." },
        { """{ "clients": [{ "id": "x", "secret": "", "scopes": [] }] }""", "{0}: line 1, clients[0].secret: The value must not be blank." },
        { """{ "clients": [{ "id": "x", "secret": "y", "scopes": [], "organization": "" }] }""", "{0}: line 1, clients[0].organization: The value must not be blank." },
        { """{ "clients": [{ "id": "x", "secret": "y", "scopes": [] }, { "id": "x", "secret": "z", "scopes": [] }] }""", "{0}: line 1, clients[1].id: Client 'x' already exists." },
        { """{ "tokens": [{ "name": null, "scopes": [] }] }""", "{0}: line 1, tokens[0].name: The value must not be null." },
        { """{ "tokens": [{ "name": "", "scopes": [] }] }""", "{0}: line 1, tokens[0].name: The value must not be blank." },
        { """{ "tokens": [{ "name": "x", "organization": "", "scopes": [] }] }""", "{0}: line 1, tokens[0].organization: The value must not be blank." },
        { """{ "tokens": [{ "name": "x", "value": "two words", "scopes": [] }] }""", "{0}: line 1, tokens[0].value: A token consists of ASCII characters without spaces." },
        { """{ "tokens": [{ "name": "x", "value": "", "scopes": [] }] }""", "{0}: line 1, tokens[0].value: A token consists of ASCII characters without spaces." },
        { """{ "tokens": [{ "name": "x", "scopes": [] }, { "name": "x", "scopes": [] }] }""", "{0}: line 1, tokens[1].name: Token 'x' already exists." },
        { """{ "tokens": [{ "name": "x", "value": "v", "scopes": [] }, { "name": "y", "value": "v", "scopes": [] }] }""", "{0}: line 1, tokens[1].value: Another token has this value." },
        { """{ "tokens": [{ "name": "x", "scopes": ["*", "apps"] }] }""", "{0}: line 1, tokens[0].scopes[1]: There is no scope 'apps'. The scopes are deployments:read, deployments:write, apps:read, apps:write, apps:delete, secrets:read, secrets:write and *." },
        { """{ "options": { "conflictRule": "never" } }""", "{0}: line 1, options.conflictRule: Expected one of whileActive, whileQueued." },
        { """{ "options": { "maxConcurrentDeployments": 0 } }""", "{0}: line 1, options.maxConcurrentDeployments: The value must be 1 or more." },
        { """{ "options": { "tokenLifetime": "0s" } }""", "{0}: line 1, options.tokenLifetime: The time must be more than zero." },
        { """{ "options": { "effectiveTokenLifetime": "0s" } }""", "{0}: line 1, options.effectiveTokenLifetime: The time must be more than zero." },
        { """{ "options": { "rateLimit": 0 } }""", "{0}: line 1, options.rateLimit: The value must be 1 or more." },
        { """{ "options": { "visibilityDelay": "-1s" } }""", "{0}: line 1, options.visibilityDelay: The time must not be negative." },
        { """{ "options": { "clockDifference": "-25h" } }""", "{0}: line 1, options.clockDifference: The difference must be at most one day." },
        { """{ "options": { "maxRecordedRequests": 0 } }""", "{0}: line 1, options.maxRecordedRequests: The value must be 1 or more." },
        { """{ "options": { "normalization": [{ "rule": "truncateMessage" }] } }""", "{0}: line 1, options.normalization[0]: 'truncateMessage' requires 'maxCharacters'." },
        { """{ "options": { "normalization": [{ "rule": "truncateMessage", "maxCharacters": 0, "ellipsis": "…" }] } }""", "{0}: line 1, options.normalization[0].maxCharacters: The value must be 1 or more." },
        { """{ "options": { "normalization": [{ "rule": "trimMessage", "maxCharacters": 1 }] } }""", "{0}: line 1, options.normalization[0].maxCharacters: 'trimMessage' has no 'maxCharacters'." },
        { """{ "options": { "normalization": [{ "rule": "limitReplicas", "maxReplicas": -1 }] } }""", "{0}: line 1, options.normalization[0].maxReplicas: The value must be 0 or more." },
        { """{ "options": { "normalization": [{ "rule": "omit", "fields": ["id"] }] } }""", "{0}: line 1, options.normalization[0].fields[0]: Expected one of imageTag, channel, replicas, branch, commitSha, commitMessage, creationSource, createdAt." },
        { """{ "apps": [{ "id": 1, "nextDeployments": [{ "normalization": [{ "rule": "fillBranch" }] }] }] }""", "{0}: line 1, apps[0].nextDeployments[0].normalization[0]: 'fillBranch' requires 'defaultBranch'." },
        { """{ "faults": [{ "on": "lists", "does": "fail" }] }""", "{0}: line 1, faults[0].on: Expected one of any, create, list, get, listApps, getApp, updateApp, pauseApp, resumeApp, token, or a method and a path without a query, such as 'DELETE /v1/apps/*'." },
        { """{ "faults": [{ "on": "GET apps", "does": "fail" }] }""", "{0}: line 1, faults[0].on: Expected one of any, create, list, get, listApps, getApp, updateApp, pauseApp, resumeApp, token, or a method and a path without a query, such as 'DELETE /v1/apps/*'." },
        { """{ "faults": [{ "on": "GET /v1/apps?x=1", "does": "fail" }] }""", "{0}: line 1, faults[0].on: Expected one of any, create, list, get, listApps, getApp, updateApp, pauseApp, resumeApp, token, or a method and a path without a query, such as 'DELETE /v1/apps/*'." },
        { """{ "faults": [{ "on": "list", "does": "hang" }] }""", "{0}: line 1, faults[0].does: Expected one of dropResponse, resetConnection, closeConnection, truncateBody, hangBeforeProcessing, hangAfterProcessing, trickleResponse, respondWithGzip, respondWithByteOrderMark, padResponse, respondWithHtml, respondWithEmpty, respondWithText, respondWithJson, respondWithBytes, fail, rateLimit, redirect." },
        { """{ "faults": [{ "on": "list" }] }""", "{0}: line 1, faults[0]: 'does' is missing." },
        { """{ "faults": [{ "on": "list", "does": "resetConnection", "status": 500 }] }""", "{0}: line 1, faults[0].status: 'resetConnection' has no 'status'." },
        { """{ "faults": [{ "on": "list", "does": "respondWithText", "status": 500 }] }""", "{0}: line 1, faults[0]: 'respondWithText' requires 'text'." },
        { """{ "faults": [{ "on": "list", "does": "fail", "status": 199 }] }""", "{0}: line 1, faults[0].status: The value must be between 200 and 599." },
        { """{ "faults": [{ "on": "list", "does": "redirect", "location": "/x", "status": 200 }] }""", "{0}: line 1, faults[0].status: The value must be between 300 and 399." },
        { """{ "faults": [{ "on": "list", "does": "redirect", "location": "http://[" }] }""", "{0}: line 1, faults[0].location: Expected an address or a path." },
        { """{ "faults": [{ "on": "list", "does": "respondWithBytes", "body": "?", "contentType": "x" }] }""", "{0}: line 1, faults[0].body: Expected bytes in base64." },
        { """{ "faults": [{ "on": "list", "does": "fail", "retryAfter": "-1s" }] }""", "{0}: line 1, faults[0].retryAfter: The time must not be negative." },
        { """{ "faults": [{ "on": "list", "does": "fail", "skip": -1 }] }""", "{0}: line 1, faults[0].skip: The value must be 0 or more." },
        { """{ "faults": [{ "on": "list", "does": "fail", "times": 0 }] }""", "{0}: line 1, faults[0].times: The value must be 1 or more." },
        { """{ "faults": [{ "on": "list", "does": "fail", "times": 2, "always": true }] }""", "{0}: line 1, faults[0].times: 'times' contradicts 'always'. Omit one of them." },
        { """{ "faults": [{ "on": "list", "does": "truncateBody", "afterBytes": -1 }] }""", "{0}: line 1, faults[0].afterBytes: The value must be 0 or more." },
        { """{ "faults": [{ "on": "list", "does": "hangBeforeProcessing", "timeLimit": "0s" }] }""", "{0}: line 1, faults[0].timeLimit: The time must be more than zero." },
        { """{ "faults": [{ "on": "list", "does": "trickleResponse", "delayBetweenChunks": "0s" }] }""", "{0}: line 1, faults[0].delayBetweenChunks: The time must be more than zero." },
        { """{ "faults": [{ "on": "list", "does": "trickleResponse", "delayBetweenChunks": "1s", "chunkBytes": 0 }] }""", "{0}: line 1, faults[0].chunkBytes: The value must be 1 or more." },
        { """{ "faults": [{ "on": "list", "does": "padResponse", "bytes": 0 }] }""", "{0}: line 1, faults[0].bytes: The value must be 1 or more." },
        { """{ "faults": [{ "on": "list", "does": "fail", "processLater": "1s" }] }""", "{0}: line 1, faults[0].processLater: Only creates can be processed later." },
        { """{ "faults": [{ "on": "create", "does": "fail", "processLater": "0s" }] }""", "{0}: line 1, faults[0].processLater: The time must be more than zero." },
        { """{ "faults": [{ "on": "create", "does": "fail", "processLater": "1s", "afterProcessing": true }] }""", "{0}: line 1, faults[0].processLater: 'processLater' contradicts 'afterProcessing'. Omit one of them." },
        { """{ "faults": [{ "on": "create", "does": "dropResponse", "processLater": "1s" }] }""", "{0}: line 1, faults[0].processLater: 'dropResponse' processes the request first, which contradicts 'processLater'." },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task Scenario_Wrong_ReportsTheLineAndThePlace(string scenario, string error)
    {
        await using ToolSession session = await ToolSession.StartAsync();
        string path = session.PathOf("scenario.json");
        await File.WriteAllTextAsync(path, scenario, TestContext.Current.CancellationToken);

        ToolResult result = await session.RunAsync("emulator", "--port", "0", "--scenario", path);

        Assert.Equal(new ToolResult(2, "", $"error: {error.Replace("{0}", path, StringComparison.Ordinal)}\n"), result);
    }

    [Fact]
    public async Task Scenario_MissingFile_Returns2()
    {
        await using ToolSession session = await ToolSession.StartAsync();

        ToolResult result = await session.RunAsync("emulator", "--scenario", session.PathOf("missing.json"));

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"error: The file {session.PathOf("missing.json")} cannot be read: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scenario_ByteOrderMarkCommentsAndTrailingCommas_ArePermitted()
    {
        await using EmulatorRun run = await EmulatorRun.StartAsync("\uFEFF// A comment\n{ \"apps\": [{ \"id\": 7, },], }");

        Assert.Equal(200, (await run.GetAsync("/v1/apps/7")).Status);
    }
}
