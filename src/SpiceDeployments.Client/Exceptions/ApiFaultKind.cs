namespace SpiceDeployments.Client;

/// <summary>What a failed call says of the request behind it.</summary>
internal enum ApiFaultKind
{
    /// <summary>The service answered, and would answer the same again.</summary>
    Refused = 0,

    /// <summary>The request never reached the service: no connection was made, or the service was too busy to look at it.</summary>
    NotProcessed,

    /// <summary>The request may have been processed or not: no answer, or one from a server or proxy in trouble.</summary>
    Unclear,

    /// <summary>The service said yes, but its answer cannot be read.</summary>
    AcceptedUnread,
}
