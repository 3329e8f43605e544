using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace SpiceDeployments.Client.Benchmarks.HandWritten;

/// <summary>A client as an expert writes it with <see cref="HttpClient"/> and a source-generated JSON context only: about the lowest possible cost of the operations.</summary>
internal sealed class HandWrittenClient(HttpClient httpClient)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public async Task<HandWrittenDeployment[]> ListAsync(long appId, int limit, CancellationToken cancellationToken)
    {
        string address = string.Create(CultureInfo.InvariantCulture, $"v1/apps/{appId}/deployments?limit={limit}");
        using HttpResponseMessage response = await httpClient.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        HandWrittenList? list = await response.Content.ReadFromJsonAsync(HandWrittenJsonContext.Default.HandWrittenList, cancellationToken);
        return list?.Deployments ?? throw new InvalidDataException("The list is empty.");
    }

    public async Task<HandWrittenDeployment> CreateAsync(long appId, HandWrittenRequest request, CancellationToken cancellationToken)
    {
        string address = string.Create(CultureInfo.InvariantCulture, $"v1/apps/{appId}/deployments");
        using var message = new HttpRequestMessage(HttpMethod.Post, address);
        message.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request, HandWrittenJsonContext.Default.HandWrittenRequest));
        message.Content.Headers.ContentType = Json;
        using HttpResponseMessage response = await httpClient.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        HandWrittenDeployment? created = await response.Content.ReadFromJsonAsync(HandWrittenJsonContext.Default.HandWrittenDeployment, cancellationToken);
        return created ?? throw new InvalidDataException("The deployment is empty.");
    }
}
