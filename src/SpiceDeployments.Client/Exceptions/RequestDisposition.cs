namespace SpiceDeployments.Client;

/// <summary>What a failed call implies about the processing of its request.</summary>
internal enum RequestDisposition
{
    /// <summary>The service rejected the request, and would reject it again.</summary>
    Rejected = 0,

    /// <summary>The service did not process the request: no connection was made, or the service returned 429.</summary>
    NotProcessed,

    /// <summary>The service may have processed the request: no response was received, or a server or proxy error.</summary>
    Indeterminate,

    /// <summary>The service accepted the request, or sent a response that is not valid HTTP and may have done so, but the response cannot be read.</summary>
    AcceptedUnreadable,

    /// <summary>The client did not send the request, because the time within which an intent may be sent has elapsed.</summary>
    Expired,
}
