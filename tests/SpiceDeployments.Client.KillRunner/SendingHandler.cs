namespace SpiceDeployments.Client.KillRunner;

/// <summary>The handler next to the socket. Writes for each create which version of the file contained its key when the create was sent.</summary>
internal sealed class SendingHandler(IntentFile file) : DelegatingHandler(new SocketsHttpHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Post)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        string body = await request.Content!.ReadAsStringAsync(cancellationToken);
        StoredIntent? stored = file.Peek();
        bool isStored = stored is not null && body.Contains(stored.Intent.Key.ToString(), StringComparison.Ordinal);
        Console.WriteLine($"sending, {(isStored ? $"stored version {stored!.Version}" : "not stored")}");

        // What a frozen process has already written to its socket arrives, although the attempt has timed out in the meantime.
        bool wasHeld = PausePoint.Reach(PausePoint.BeforeSend);
        HttpResponseMessage response = await base.SendAsync(request, wasHeld ? CancellationToken.None : cancellationToken);
        Console.WriteLine($"response {(int)response.StatusCode}");
        PausePoint.Reach(PausePoint.AfterSend);
        return response;
    }
}
