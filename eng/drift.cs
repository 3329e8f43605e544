#:project ../src/SpiceDeployments.Client/SpiceDeployments.Client.csproj
#:property PublishAot=false

// Compares an OpenAPI file of the service with what the client sends and reads. Usage: dotnet run eng/drift.cs -- [FILE]
// Without a file, eng/openapi/spice-cloud.json. Prints what is new in the file, missing in it, or different, and the known differences.
// Exits with 0 if there are only known differences, 1 if there are others, 2 if the arguments are wrong or the file cannot be read.
// What the client does is observed: the program calls each method of the client over a stub of the service, and nothing is sent.
using System.Collections;
using System.Collections.Immutable;
using System.Collections.Specialized;
using System.Globalization;
using System.IO.Enumeration;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Web;
using SpiceDeployments.Client;

if (args.Length > 1)
{
    Console.Error.WriteLine("Usage: dotnet run eng/drift.cs -- [FILE]");
    return 2;
}

string file = args is [var path] ? path : Path.Combine((string)AppContext.GetData("EntryPointFileDirectoryPath")!, "openapi", "spice-cloud.json");
try
{
    var comparison = new Comparison(ServiceFile.Load(file), await ClientCall.RecordAllAsync());
    await comparison.RunAsync();
    return comparison.Differences.Print();
}
catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
{
    Console.Error.WriteLine($"{file} is not an OpenAPI file in JSON: {exception.Message}");
    return 2;
}

/// <summary>The differences that are intended, each with its reason.</summary>
internal static class Known
{
    private const string NotInClient = "The client covers deployments, and reads and updates apps.";
    private const string Deprecated = "Deprecated, or only in older documents.";
    private const string OnlyALimit = "Limits and requests have one type in the client. Its documentation says that this is only a limit.";
    private const string InternalChannel = "Two other clients accept it, no documentation has it. This client sends and reads any text.";

    private static readonly (string Pattern, string Reason)[] List =
    [
        ("new App.api_key", "A secret, which the client must not keep."),
        ("new App.cname", Deprecated),
        ("new App.forked_from", "Nothing in the client depends on the origin of an app."),
        ("new App.warning", "Only in the response to the creation of an app, which the client does not send."),
        ("new Deployment.image", "In one other client only, and in no documentation. The image belongs to the app (AppConfig.Image)."),
        ("new CreateDeploymentRequest.image", "In one other client only, which never sends it."),
        ("new UpdateAppRequest.image", Deprecated),
        ("new UpdateAppRequest.registry", Deprecated),
        ("new UpdateAppRequest.node_group", Deprecated),
        ("new UpdateAppRequest.storage_claim_size_gb", Deprecated),
        ("missing UpdateAppRequest.*requests.ephemeral-storage", OnlyALimit),
        ("missing App.*Requests.EphemeralStorage", OnlyALimit),
        ("different Deployment.status 'superseded'", "Newer servers may send it. It is no filter of a list."),
        ("different Deployment.channel 'internal*'", InternalChannel),
        ("different CreateDeploymentRequest.channel 'internal*'", InternalChannel),

        // Set by the client: the service does not return them.
        ("missing Deployment.IsSuperseded", "The client compares the deployments of the app."),
        ("missing Deployment.SupersededById", "The client compares the deployments of the app."),
        ("missing ResumedApp.AppId", "The client adds the id of the app."),

        // In the service's own file.
        ("new POST /v1/apps", NotInClient),
        ("new DELETE /v1/apps/{}", NotInClient),
        .. new[] { "secrets", "api-keys", "forks", "metrics", "monitors", "reactions" }.Select(part => ($"new * /v1/apps/{{}}/{part}*", NotInClient)),
        .. new[] { "secrets", "members", "orgs", "regions", "container-images", "clusters", "limits", "health", "docs" }
            .Select(part => ($"new * /v1/{part}*", NotInClient)),
        ("new GET /openapi.json", NotInClient),
    ];

    /// <summary>Returns why a difference is intended, or <c>null</c> if it is not.</summary>
    public static string? FindReason(string difference) =>
        List.FirstOrDefault(known => FileSystemName.MatchesSimpleExpression(known.Pattern, difference, ignoreCase: false)).Reason;
}

/// <summary>The differences found so far, with the operations that have them.</summary>
internal sealed class Differences
{
    private readonly SortedDictionary<(string Name, string Detail), SortedSet<string>> _operations = [];

    /// <summary>The service has it, the client does not.</summary>
    public void AddNew(string name, string detail, string operation = "") => Add($"new {name}", detail, operation);

    /// <summary>The client has it, the service's file does not.</summary>
    public void AddMissing(string name, string detail, string operation = "") => Add($"missing {name}", detail, operation);

    public void AddDifferent(string name, string detail, string operation = "") => Add($"different {name}", detail, operation);

    /// <summary>Prints the differences and returns the exit code.</summary>
    public int Print()
    {
        var unknown = _operations.Where(difference => Known.FindReason(difference.Key.Name) is null).ToList();
        foreach (((string name, _), _) in _operations.Except(unknown))
        {
            Console.WriteLine($"known: {name}: {Known.FindReason(name)}");
        }

        foreach (((string name, string detail), SortedSet<string> operations) in unknown)
        {
            Console.WriteLine($"{name}: {detail}{(operations.SetEquals([""]) ? "" : $" ({string.Join(", ", operations)})")}");
        }

        Console.WriteLine($"\n{unknown.Count} differences, and {_operations.Count - unknown.Count} known differences.");
        return unknown is [] ? 0 : 1;
    }

    private void Add(string name, string detail, string operation)
    {
        if (!_operations.TryGetValue((name, detail), out SortedSet<string>? operations))
        {
            _operations[(name, detail)] = operations = new SortedSet<string>(StringComparer.Ordinal);
        }

        operations.Add(operation);
    }
}

/// <summary>Compares the operations, requests and responses of a file with those of the client.</summary>
internal sealed class Comparison(ServiceFile service, IReadOnlyList<ClientCall> calls)
{
    private readonly Dictionary<Type, ModelReader> _readers = calls
        .Where(call => call.Model is not null)
        .GroupBy(call => call.Model!)
        .ToDictionary(group => group.Key, group => ModelReader.For(group.First(call => !call.IsList)));

    private readonly ModelReader _errors = ModelReader.ForErrors(calls.First(call => call.Model == typeof(App) && !call.IsList));

    public Differences Differences { get; } = new();

    public async Task RunAsync()
    {
        CompareOperations();
        foreach (ServiceOperation operation in service.Operations)
        {
            if (calls.FirstOrDefault(call => call.Operation == operation.Name) is { } call)
            {
                await CompareRequestAsync(call, operation);
                await CompareResponsesAsync(call, operation);
            }
        }

        foreach (ModelReader reader in _readers.Values.Append(_errors))
        {
            foreach (string property in reader.PropertiesNotRead)
            {
                Differences.AddMissing($"{reader.Name}.{property}", "no field sets the property");
            }
        }
    }

    private void CompareOperations()
    {
        string[] offered = [.. service.Operations.Select(operation => operation.Name)];
        string[] sent = [.. calls.SelectMany(call => call.Operations).Distinct(StringComparer.Ordinal)];
        foreach (string name in offered.Except(sent, StringComparer.Ordinal))
        {
            Differences.AddNew(name, "no method of the client sends this request");
        }

        foreach (string name in sent.Except(offered, StringComparer.Ordinal))
        {
            Differences.AddMissing(name, "the client sends this request");
        }
    }

    private async Task CompareRequestAsync(ClientCall call, ServiceOperation operation)
    {
        string name = call.RequestType?.Name ?? call.Method.Name;
        await CompareSentAsync(call, name, call.Query, operation.Parameters);
        await CompareSentAsync(call, name, call.Body, operation.Body);
    }

    private async Task CompareSentAsync(ClientCall call, string name, JsonObject sent, Schema schema)
    {
        foreach ((string field, Schema expected) in schema.Properties)
        {
            if (schema.Required.Contains(field, StringComparer.Ordinal))
            {
                Differences.AddDifferent($"{name}.{field}", $"required, {(sent.ContainsKey(field) ? "optional in" : "not sent by")} the client", call.Operation);
            }
            else if (!sent.ContainsKey(field))
            {
                Differences.AddNew($"{name}.{field}", $"{expected}, not sent by the client", call.Operation);
            }
        }

        foreach ((string field, JsonNode? value) in sent)
        {
            if (schema.Properties.TryGetValue(field, out Schema? expected))
            {
                await CompareSentValueAsync(call, $"{name}.{field}", field, value, expected);
            }
            else
            {
                Differences.AddMissing($"{name}.{field}", "sent by the client", call.Operation);
            }
        }
    }

    private async Task CompareSentValueAsync(ClientCall call, string name, string field, JsonNode? value, Schema expected)
    {
        string kind = JsonKind.Of(value);
        if (!expected.Accepts(kind))
        {
            Differences.AddDifferent(name, $"{expected}; the client sends {kind}", call.Operation);
        }
        else if (value is JsonObject child && expected.Properties.Count > 0)
        {
            await CompareSentAsync(call, name, child, expected);
        }

        // A request has the values of the response.
        if (call.Model is { } model && await _readers[model].ReadTextsAsync([field], expected.Texts) is { } texts)
        {
            AddUnknownTexts(name, texts, call.Operation);
        }
    }

    private async Task CompareResponsesAsync(ClientCall call, ServiceOperation operation)
    {
        foreach ((string status, Schema? schema) in operation.Responses)
        {
            if (status is not ['2', ..])
            {
                await CompareFieldsAsync(_errors, [], schema, operation.Name);
                continue;
            }

            if (await call.FindReadErrorAsync(status, schema) is { } error)
            {
                Differences.AddDifferent($"{operation.Name} {status}", $"the client cannot read the response: {error}");
            }

            await CompareModelAsync(call, schema, operation.Name);
        }
    }

    private async Task CompareModelAsync(ClientCall call, Schema? schema, string operation)
    {
        if (call.Model is not { } model)
        {
            return;
        }

        if (!call.IsList)
        {
            await CompareFieldsAsync(_readers[model], [], schema, operation);
            return;
        }

        foreach ((string name, Schema field) in schema?.Properties ?? [])
        {
            if (field.Items is { Properties.Count: > 0 } item)
            {
                await CompareFieldsAsync(_readers[model], [], item, operation);
            }
            else
            {
                Differences.AddNew($"{operation} {name}", $"{field}, not read by the client");
            }
        }
    }

    private async Task CompareFieldsAsync(ModelReader reader, ImmutableArray<string> path, Schema? schema, string operation)
    {
        foreach ((string name, Schema field) in schema?.Properties ?? [])
        {
            await CompareFieldAsync(reader, path.Add(name), field, operation);
        }
    }

    private async Task CompareFieldAsync(ModelReader reader, ImmutableArray<string> path, Schema field, string operation)
    {
        if (field.Properties.Count > 0 && await reader.ReadAsync(path, Sample.Of(field)) is not [])
        {
            await CompareFieldsAsync(reader, path, field, operation);
            return;
        }

        string name = $"{reader.Name}.{string.Join('.', path)}";
        FieldReading reading = await reader.ReadFieldAsync(path, field);
        if (reading.Kinds is [])
        {
            Differences.AddNew(name, $"{field}, not read by the client", operation);
        }
        else if (!reading.IsSame)
        {
            Differences.AddDifferent(name, $"{field}; the client reads {string.Join(" or ", reading.Kinds)}", operation);
        }
        else if (await reader.ReadTextsAsync(path, field.Texts) is { } texts)
        {
            AddUnknownTexts(name, texts, operation);
            foreach (string text in texts.Known.Except(field.Texts, StringComparer.Ordinal))
            {
                Differences.AddDifferent($"{name} '{text}'", "not among the values of the service, known to the client", operation);
            }
        }
    }

    private void AddUnknownTexts(string name, TextReading texts, string operation)
    {
        foreach (string text in texts.Unknown)
        {
            Differences.AddDifferent($"{name} '{text}'", "a value of the service, unknown to the client", operation);
        }
    }
}

/// <summary>How the client reads a field.</summary>
/// <param name="Kinds">The kinds of JSON of the properties that the field sets. Empty: the client does not read the field.</param>
/// <param name="IsSame">Whether the client reads every kind of the schema, and one of them is that of a property.</param>
internal sealed record FieldReading(string[] Kinds, bool IsSame);

/// <summary>Which values of a field the client knows. A field with any text has none.</summary>
/// <param name="Known">The values that are members of an enum of the client.</param>
/// <param name="Unknown">The values of the schema that the client does not know.</param>
internal sealed record TextReading(string[] Known, string[] Unknown);

/// <summary>What the client reads into a model, found by changing one field of a response at a time.</summary>
internal sealed class ModelReader
{
    private readonly Type _model;
    private readonly JsonObject _body;
    private readonly Func<string, Task<object>> _read;
    private readonly ModelProperty[] _properties;
    private readonly HashSet<ModelProperty> _readProperties = [];

    private ModelReader(string name, Type model, JsonObject body, Func<string, Task<object>> read)
    {
        Name = name;
        _model = model;
        _body = body;
        _read = read;
        _properties = [.. ModelProperty.Of(model)];
    }

    public string Name { get; }

    public IEnumerable<string> PropertiesNotRead => _properties.Except(_readProperties).Select(property => property.Name);

    private IEnumerable<PropertyInfo> ComputedEnums => _model.GetProperties().Where(property => !property.CanWrite && TypeOf(property).IsEnum);

    public static ModelReader For(ClientCall call) =>
        new(call.Model!.Name, call.Model, new JsonObject { ["id"] = Sample.Number }, async body => (await call.SendAsync(HttpStatusCode.OK, body))!);

    public static ModelReader ForErrors(ClientCall call) =>
        new(nameof(SpiceApiException), typeof(ApiError), new JsonObject { ["error"] = Sample.Text }, async body => await ReadErrorAsync(call, body));

    /// <summary>Returns the properties that change if the response has the field. <c>null</c>: the field stays as it is.</summary>
    public async Task<ModelProperty[]> ReadAsync(ImmutableArray<string> path, JsonNode? value)
    {
        object before = await ReadModelAsync(Change(path, value: null));
        object after = await ReadModelAsync(Change(path, value));
        return [.. _properties.Where(property => property.TextOf(before) != property.TextOf(after))];
    }

    public async Task<FieldReading> ReadFieldAsync(ImmutableArray<string> path, Schema field)
    {
        var read = new Dictionary<string, ModelProperty[]>(StringComparer.Ordinal);
        foreach (string kind in JsonKind.All)
        {
            ModelProperty[] properties = await ReadAsync(path, Sample.Of(field, kind));
            if (properties is not [])
            {
                read[kind] = properties;
                _readProperties.UnionWith(properties);
            }
        }

        ModelProperty[] all = [.. read.Values.SelectMany(properties => properties).Distinct()];
        return new FieldReading(
            [.. all.Select(property => property.Kind ?? JsonKind.Object).Distinct(StringComparer.Ordinal)],
            field.Kinds.All(read.ContainsKey) && Array.Exists(all, property => property.IsOneOf(field)));
    }

    /// <summary>Returns which texts of a field the client knows, or <c>null</c> if the field may have any text.</summary>
    public async Task<TextReading?> ReadTextsAsync(ImmutableArray<string> path, string[] texts)
    {
        if (texts is [])
        {
            return null;
        }

        string[] candidates = [.. ComputedEnums.SelectMany(property => Enum.GetNames(TypeOf(property))).SelectMany(Spellings).Distinct(StringComparer.Ordinal)];
        string[] known = await FilterAsync(candidates, text => IsMemberAsync(path, text));
        if (known is not [])
        {
            return new TextReading(known, [.. texts.Except(await FilterAsync(texts, text => IsMemberAsync(path, text)), StringComparer.Ordinal)]);
        }

        string[] constants = await FilterAsync(texts, text => IsConstantAsync(path, text));
        return constants is [] ? null : new TextReading([], [.. texts.Except(constants, StringComparer.Ordinal)]);
    }

    private static async Task<ApiError> ReadErrorAsync(ClientCall call, string body)
    {
        try
        {
            await call.SendAsync(HttpStatusCode.BadRequest, body);
            return new ApiError();
        }
        catch (SpiceApiException exception)
        {
            return new ApiError { Message = exception.Message, Code = exception.ErrorCode, FieldErrors = exception.FieldErrors };
        }
    }

    private static async Task<string[]> FilterAsync(string[] texts, Func<string, Task<bool>> predicate)
    {
        var found = new List<string>();
        foreach (string text in texts)
        {
            if (await predicate(text))
            {
                found.Add(text);
            }
        }

        return [.. found];
    }

    private static Type TypeOf(PropertyInfo property) => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;

    private static string[] Spellings(string member) => [JsonNamingPolicy.SnakeCaseLower.ConvertName(member), member.ToLowerInvariant()];

    /// <summary>Whether the text sets a computed enum to the member of this name.</summary>
    private async Task<bool> IsMemberAsync(ImmutableArray<string> path, string text)
    {
        object before = await ReadModelAsync(Change(path, value: null));
        object after = await ReadModelAsync(Change(path, text));
        return ComputedEnums.Any(property =>
            property.GetValue(after) is Enum value
            && !value.Equals(Enum.ToObject(value.GetType(), 0))
            && !value.Equals(property.GetValue(before))
            && Spellings(value.ToString()).Contains(text, StringComparer.Ordinal));
    }

    /// <summary>Whether the client reads the text as a constant: two responses have the same object.</summary>
    private async Task<bool> IsConstantAsync(ImmutableArray<string> path, string text)
    {
        ModelProperty[] changed = await ReadAsync(path, text);
        object first = await ReadModelAsync(Change(path, text));
        object second = await ReadModelAsync(Change(path, text));
        return Array.Exists(changed, property => property.Get(first) is string value && ReferenceEquals(value, property.Get(second)));
    }

    /// <summary>Reads a response. One that cannot be read is an empty model.</summary>
    private async Task<object> ReadModelAsync(JsonObject body)
    {
        try
        {
            return await _read(body.ToJsonString());
        }
        catch (SpiceException)
        {
            return Activator.CreateInstance(_model)!;
        }
    }

    /// <summary>Returns the response with a field, or without if the value is <c>null</c>.</summary>
    private JsonObject Change(ImmutableArray<string> path, JsonNode? value)
    {
        JsonObject body = _body.DeepClone().AsObject();
        if (value is null)
        {
            body.Remove(path[0]);
            return body;
        }

        JsonObject parent = body;
        foreach (string name in path[..^1])
        {
            var child = new JsonObject();
            parent[name] = child;
            parent = child;
        }

        parent[path[^1]] = value.DeepClone();
        return body;
    }

    /// <summary>What an exception has from the body of an error.</summary>
    private sealed record ApiError
    {
        /// <summary>A text that contains values of several fields.</summary>
        public object? Message { get; init; }

        public string? Code { get; init; }

        public IReadOnlyDictionary<string, IReadOnlyList<string>> FieldErrors { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
    }
}

/// <summary>A property of a model that is set while a response is read.</summary>
internal sealed record ModelProperty(string Name, Type Type, Func<object, object?> Get)
{
    public static IEnumerable<ModelProperty> Of(Type model) => model.GetProperties().Where(property => property.CanWrite).SelectMany(Of);

    public string TextOf(object model) => JsonSerializer.Serialize(Get(model));

    /// <summary>The kind of JSON of the property, or <c>null</c> if the property keeps the JSON or a part of it.</summary>
    public string? Kind { get; } = JsonKind.Of(Nullable.GetUnderlyingType(Type) ?? Type);

    /// <summary>Whether the schema allows values of the type of the property.</summary>
    public bool IsOneOf(Schema schema) => Kind is null || schema.Accepts(Kind) || (Kind is JsonKind.Number && schema.Accepts(JsonKind.Integer));

    private static ModelProperty Nest(PropertyInfo parent, ModelProperty child) =>
        new($"{parent.Name}.{child.Name}", child.Type, model => parent.GetValue(model) is { } value ? child.Get(value) : null);

    private static IEnumerable<ModelProperty> Of(PropertyInfo property) => property.PropertyType.IsClass && property.PropertyType.Assembly == typeof(App).Assembly
        ? Of(property.PropertyType).Select(child => Nest(property, child))
        : [new ModelProperty(property.Name, property.PropertyType, property.GetValue)];
}

/// <summary>A method of the client with arguments, and the requests that it sends.</summary>
internal sealed class ClientCall
{
    /// <summary>The parameters whose values are sent.</summary>
    private static readonly Type[] RequestTypes = [typeof(ListDeploymentsOptions), typeof(CreateDeploymentRequest), typeof(UpdateAppRequest)];

    private static readonly StubService Stub = new();
    private static readonly DeploymentsClient Client = new(new DeploymentsClientOptions { AccessToken = "token", PrimaryHandler = () => Stub });

    private readonly object?[] _arguments;
    private IReadOnlyList<StubRequest> _requests = [];

    private ClientCall(MethodInfo method)
    {
        Method = method;
        _arguments = [.. method.GetParameters().Select(ArgumentFor)];
        RequestType = method.GetParameters().Select(parameter => parameter.ParameterType).FirstOrDefault(RequestTypes.Contains);
        Type? result = method.ReturnType.GetGenericArguments().FirstOrDefault();
        IsList = result is { IsGenericType: true };
        Model = IsList ? result!.GetGenericArguments()[0] : result;
    }

    public MethodInfo Method { get; }

    public Type? RequestType { get; }

    /// <summary>The type of the result, or <c>null</c> if there is none.</summary>
    public Type? Model { get; }

    public bool IsList { get; }

    /// <summary>Method and path of all requests. The last one is the operation; the others prepare it.</summary>
    public IEnumerable<string> Operations => _requests.Select(request => request.Operation);

    public string Operation => _requests[^1].Operation;

    public JsonObject Query => _requests[^1].Query;

    public JsonObject Body => _requests[^1].Body;

    /// <summary>Calls every method of the client that returns a task. A method that takes or returns an intent sends the requests of the others.</summary>
    public static async Task<IReadOnlyList<ClientCall>> RecordAllAsync()
    {
        ClientCall[] calls =
        [
            .. from method in typeof(IDeploymentsClient).GetMethods().Concat(typeof(IAppsClient).GetMethods())
               where method.ReturnType.IsAssignableTo(typeof(Task))
               let types = method.GetParameters().Select(parameter => parameter.ParameterType).Concat(method.ReturnType.GetGenericArguments())
               where !types.Contains(typeof(DeploymentIntent))
               select new ClientCall(method),
        ];
        foreach (ClientCall call in calls)
        {
            await call.InvokeAsync();
            call._requests = Stub.TakeRequests();
        }

        return calls;
    }

    /// <summary>Calls the method with this response to its operation, and returns the result.</summary>
    public async Task<object?> SendAsync(HttpStatusCode status, string body)
    {
        Stub.Response = (Operation, status, body);
        try
        {
            return await InvokeAsync();
        }
        finally
        {
            Stub.Response = null;
            Stub.TakeRequests();
        }
    }

    /// <summary>Returns why the client cannot read a response of this form, or <c>null</c> if it can.</summary>
    public async Task<string?> FindReadErrorAsync(string status, Schema? schema)
    {
        HttpStatusCode code = int.TryParse(status, CultureInfo.InvariantCulture, out int number) ? (HttpStatusCode)number : HttpStatusCode.OK;
        try
        {
            object? result = await SendAsync(code, schema is null ? "" : Sample.Of(schema)?.ToJsonString() ?? "");
            return result is ICollection { Count: 0 } ? "the list is empty" : null;
        }
        catch (SpiceException exception)
        {
            return exception.Message;
        }
    }

    private static object? ArgumentFor(ParameterInfo parameter) =>
        parameter.HasDefaultValue && !RequestTypes.Contains(parameter.ParameterType) ? null : Sample.Of(parameter.ParameterType);

    private async Task<object?> InvokeAsync()
    {
        var task = (Task)Method.Invoke(Client, _arguments)!;
        await task;
        return Model is null ? null : task.GetType().GetProperty(nameof(Task<>.Result))!.GetValue(task);
    }
}

/// <summary>A request that the stub received.</summary>
internal sealed record StubRequest(string Operation, JsonObject Query, JsonObject Body);

/// <summary>Responds to the client instead of the service.</summary>
internal sealed class StubService : HttpMessageHandler
{
    /// <summary>A deployment, an app, and lists of both.</summary>
    private const string AnyBody = $$"""{"id":7,"status":"succeeded","deployments":[],"apps":[{"id":7,"name":"{{Sample.Text}}"}]}""";

    private readonly List<StubRequest> _requests = [];

    /// <summary>The response to one operation, or <c>null</c> if it has the same as the others.</summary>
    public (string Operation, HttpStatusCode Status, string Body)? Response { get; set; }

    public IReadOnlyList<StubRequest> TakeRequests()
    {
        StubRequest[] requests = [.. _requests];
        _requests.Clear();
        return requests;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string sent = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Uri address = request.RequestUri!;
        string operation = ServiceFile.NameOf(request.Method.Method, address.AbsolutePath);
        _requests.Add(new StubRequest(operation, ParseQuery(address.Query), sent.Length is 0 ? [] : JsonNode.Parse(sent)!.AsObject()));
        (_, HttpStatusCode status, string body) = Response is { } response && response.Operation == operation ? response : ("", HttpStatusCode.OK, AnyBody);
        return new HttpResponseMessage(status) { RequestMessage = request, Content = new StringContent(body, Encoding.UTF8, "application/json") };
    }

    private static JsonObject ParseQuery(string query)
    {
        NameValueCollection values = HttpUtility.ParseQueryString(query);
        return new JsonObject(values.AllKeys.OfType<string>().Select(name =>
            KeyValuePair.Create<string, JsonNode?>(name, int.TryParse(values[name], CultureInfo.InvariantCulture, out int number) ? number : values[name])));
    }
}

/// <summary>An OpenAPI file.</summary>
internal sealed class ServiceFile
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    private readonly JsonObject _document;

    private ServiceFile(JsonObject document)
    {
        _document = document;
        JsonObject paths = document["paths"] as JsonObject ?? throw new JsonException("'paths' must be an object.");
        Operations = [.. paths.SelectMany(path => ReadPath(path.Key, Resolve(path.Value)))];
    }

    public IReadOnlyList<ServiceOperation> Operations { get; }

    /// <exception cref="JsonException">The file is not such a file.</exception>
    public static ServiceFile Load(string path) =>
        new(JsonNode.Parse(File.ReadAllText(path)) as JsonObject ?? throw new JsonException("The file must contain an object."));

    /// <summary>Method and path, such as <c>GET /v1/apps/{}</c>. The paths of projects are those of apps.</summary>
    public static string NameOf(string method, string path)
    {
        string normalized = Regex.Replace(path, @"(?<=/)(?:\{[^/]*\}|7)(?=/|$)", "{}", RegexOptions.None, TimeSpan.FromSeconds(1));
        return $"{method.ToUpperInvariant()} {normalized.Replace("/v1/projects", "/v1/apps", StringComparison.Ordinal)}";
    }

    private IEnumerable<ServiceOperation> ReadPath(string path, JsonObject item) =>
        from method in Methods
        where item[method] is JsonObject
        let operation = item[method]!.AsObject()
        select new ServiceOperation(
            NameOf(method, path),
            ReadParameters([.. item["parameters"] as JsonArray ?? [], .. operation["parameters"] as JsonArray ?? []]),
            ReadContent(Resolve(operation["requestBody"])) ?? new Schema(null, _document),
            [.. (operation["responses"] as JsonObject ?? []).Select(response => (response.Key, ReadContent(Resolve(response.Value))))]);

    /// <summary>The parameters in the query, and the headers that are required, as the fields of an object.</summary>
    private Schema ReadParameters(JsonNode?[] parameters)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (JsonObject parameter in parameters.Select(Resolve))
        {
            bool isRequired = parameter["required"]?.ToString() is "true";
            if (parameter["in"]?.ToString() is "query" || (isRequired && parameter["in"]?.ToString() is "header"))
            {
                properties[parameter["name"]?.ToString() ?? ""] = parameter["schema"]?.DeepClone();
                if (isRequired)
                {
                    required.Add(parameter["name"]?.DeepClone());
                }
            }
        }

        return new Schema(new JsonObject { ["properties"] = properties, ["required"] = required }, _document);
    }

    private Schema? ReadContent(JsonObject holder) =>
        (holder["content"] as JsonObject)?["application/json"] is JsonObject json ? new Schema(json["schema"], _document) : null;

    private JsonObject Resolve(JsonNode? node) => Schema.Resolve(node, _document);
}

/// <summary>An operation of a file.</summary>
internal sealed record ServiceOperation(string Name, Schema Parameters, Schema Body, (string Status, Schema? Schema)[] Responses);

/// <summary>A JSON schema, together with those that it is composed of.</summary>
internal sealed class Schema
{
    private readonly JsonObject _document;
    private readonly JsonObject[] _parts;

    public Schema(JsonNode? node, JsonObject document)
    {
        _document = document;
        _parts = [.. Flatten(node, depth: 0)];
        IEnumerable<JsonNode?> values = _parts.SelectMany(part => (part["enum"] as JsonArray ?? []).Append(part["const"]));
        Texts = [.. values.Where(value => JsonKind.Of(value) is JsonKind.String).Select(value => $"{value}").Distinct(StringComparer.Ordinal)];
        Kinds = [.. ReadKinds().Distinct(StringComparer.Ordinal).Intersect(JsonKind.All, StringComparer.Ordinal)];
        Required = [.. Flatten(node, depth: 0, "allOf").SelectMany(part => part["required"] as JsonArray ?? []).Select(name => $"{name}")];
    }

    /// <summary>The kinds of JSON other than null. Empty: any.</summary>
    public string[] Kinds { get; }

    /// <summary>The values of an enum. Empty: any.</summary>
    public string[] Texts { get; }

    public string[] Required { get; }

    public Dictionary<string, Schema> Properties => field ??= _parts
        .SelectMany(part => part["properties"] as JsonObject ?? [])
        .DistinctBy(property => property.Key, StringComparer.Ordinal)
        .ToDictionary(property => property.Key, property => new Schema(property.Value, _document), StringComparer.Ordinal);

    public Schema? Items => Find("items");

    public Schema? AdditionalProperties => Find("additionalProperties");

    /// <summary>Follows a reference within the file.</summary>
    /// <exception cref="JsonException">The reference has no target.</exception>
    public static JsonObject Resolve(JsonNode? node, JsonObject document)
    {
        string? reference = (node as JsonObject)?["$ref"]?.ToString();
        if (reference is null)
        {
            return node as JsonObject ?? [];
        }

        JsonNode? target = document;
        foreach (string name in reference.TrimStart('#', '/').Split('/'))
        {
            target = (target as JsonObject)?[name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)];
        }

        return target as JsonObject ?? throw new JsonException($"'{reference}' does not exist.");
    }

    public bool Accepts(string kind) => Kinds is [] || Kinds.Contains(kind, StringComparer.Ordinal) || (kind is JsonKind.Integer && Kinds.Contains(JsonKind.Number, StringComparer.Ordinal));

    public override string ToString() => Kinds is [] ? "any type" : string.Join(" or ", Kinds);

    private IEnumerable<string> ReadKinds()
    {
        foreach (JsonObject part in _parts)
        {
            foreach (JsonNode? kind in part["type"] as JsonArray ?? new JsonArray(part["type"]?.DeepClone()))
            {
                yield return $"{kind}";
            }

            if (part["properties"] is not null)
            {
                yield return JsonKind.Object;
            }
        }

        if (Texts is not [])
        {
            yield return JsonKind.String;
        }
    }

    private IEnumerable<JsonObject> Flatten(JsonNode? node, int depth, params string[] compositions)
    {
        const int maxDepth = 16; // A schema that is composed of itself is an error of the file.
        if (depth == maxDepth)
        {
            return [];
        }

        JsonObject part = Resolve(node, _document);
        string[] names = compositions is [] ? ["allOf", "anyOf", "oneOf"] : compositions;
        return names.SelectMany(name => part[name] as JsonArray ?? []).SelectMany(child => Flatten(child, depth + 1, names)).Prepend(part);
    }

    private Schema? Find(string name) => _parts.Select(part => part[name]).OfType<JsonObject>().FirstOrDefault() is { } schema ? new Schema(schema, _document) : null;
}

/// <summary>The kinds of JSON, by their names in a schema.</summary>
internal static class JsonKind
{
    public const string String = "string";
    public const string Integer = "integer";
    public const string Number = "number";
    public const string Object = "object";

    public static readonly string[] All = [String, Integer, Number, "boolean", Object, "array"];

    public static string Of(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String => String,
        JsonValueKind.Number => long.TryParse(value.ToJsonString(), CultureInfo.InvariantCulture, out _) ? Integer : Number,
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Object => Object,
        JsonValueKind.Array => "array",
        _ => "null",
    };

    /// <summary>The kind of a type, or <c>null</c> if it is not that of one value.</summary>
    public static string? Of(Type type) =>
        type == typeof(string) || type == typeof(DateTimeOffset) ? String
        : type == typeof(int) || type == typeof(long) ? Integer
        : type == typeof(double) ? Number
        : type == typeof(bool) ? "boolean"
        : null;
}

/// <summary>Values for requests and responses.</summary>
internal static class Sample
{
    /// <summary>An id, a limit or a number of replicas.</summary>
    public const int Number = 7;

    /// <summary>A time, which is also a text.</summary>
    public const string Text = "2026-11-02T03:04:05Z";

    private const double Fraction = 7.5;
    private const int MaxDepth = 8;

    /// <summary>A value of a schema with all its fields.</summary>
    public static JsonNode? Of(Schema schema, int depth = 0) =>
        depth == MaxDepth ? null : schema.Texts is [var text, ..] ? text : Of(schema, schema.Kinds.FirstOrDefault(JsonKind.String), depth);

    /// <summary>A value of one kind.</summary>
    public static JsonNode Of(Schema schema, string kind, int depth = 0) => kind switch
    {
        JsonKind.Integer => Number,
        JsonKind.Number => Fraction,
        "boolean" => true,
        "array" => new JsonArray(schema.Items is { } item ? Of(item, depth + 1) : Text),
        JsonKind.Object when schema.Properties.Count > 0 => new JsonObject(schema.Properties.Select(property => KeyValuePair.Create(property.Key, Of(property.Value, depth + 1)))),
        JsonKind.Object => new JsonObject { ["key"] = schema.AdditionalProperties is { } value ? Of(value, depth + 1) : Text },
        _ => Text,
    };

    /// <summary>An argument of the client, with all its properties set.</summary>
    public static object Of(Type type)
    {
        Type value = Nullable.GetUnderlyingType(type) ?? type;
        return value switch
        {
            _ when value == typeof(string) => Text,
            _ when value == typeof(int) => Number,
            _ when value == typeof(long) => (long)Number,
            _ when value == typeof(double) => Fraction,
            _ when value == typeof(bool) => true,
            { IsEnum: true } => Enum.GetValues(value).GetValue(1)!,
            _ when value == typeof(SpicepodContent) => SpicepodContent.FromString(Text),
            { IsInterface: true } => new Dictionary<string, string>(StringComparer.Ordinal) { ["key"] = Text },
            _ => Fill(value),
        };
    }

    private static object Fill(Type type)
    {
        object filled = Activator.CreateInstance(type)!;
        foreach (PropertyInfo property in type.GetProperties().Where(property => property.CanWrite))
        {
            property.SetValue(filled, Of(property.PropertyType));
        }

        return filled;
    }
}
