namespace SpiceDeployments.Client.Testing;

/// <summary>The kinds of faults. Each is named after its method on <see cref="FaultRuleBuilder"/>.</summary>
public enum FaultKind
{
    /// <summary>The request was processed and its connection aborted: <see cref="FaultRuleBuilder.DropResponse"/>.</summary>
    DropResponse = 0,

    /// <summary>The connection was reset: <see cref="FaultRuleBuilder.ResetConnection"/>.</summary>
    ResetConnection,

    /// <summary>The connection was closed without a reset: <see cref="FaultRuleBuilder.CloseConnection"/>.</summary>
    CloseConnection,

    /// <summary>The body of the response was cut: <see cref="FaultRuleBuilder.TruncateBody"/>.</summary>
    TruncateBody,

    /// <summary>The request was not processed and got no response: <see cref="FaultRuleBuilder.HangBeforeProcessing"/>.</summary>
    HangBeforeProcessing,

    /// <summary>The request was processed and got no response: <see cref="FaultRuleBuilder.HangAfterProcessing"/>.</summary>
    HangAfterProcessing,

    /// <summary>The response was sent in chunks with delays: <see cref="FaultRuleBuilder.TrickleResponse"/>.</summary>
    TrickleResponse,

    /// <summary>The response was compressed: <see cref="FaultRuleBuilder.RespondWithGzip"/>.</summary>
    RespondWithGzip,

    /// <summary>The response started with a byte order mark: <see cref="FaultRuleBuilder.RespondWithByteOrderMark"/>.</summary>
    RespondWithByteOrderMark,

    /// <summary>The response was padded with white space: <see cref="FaultRuleBuilder.PadResponse"/>.</summary>
    PadResponse,

    /// <summary>The response was an HTML page: <see cref="FaultRuleBuilder.RespondWithHtml"/>.</summary>
    RespondWithHtml,

    /// <summary>The response had no body: <see cref="FaultRuleBuilder.RespondWithEmpty"/>.</summary>
    RespondWithEmpty,

    /// <summary>The response was plain text: <see cref="FaultRuleBuilder.RespondWithText"/>.</summary>
    RespondWithText,

    /// <summary>The response was another JSON text: <see cref="FaultRuleBuilder.RespondWithJson"/>.</summary>
    RespondWithJson,

    /// <summary>The response had another body: <see cref="FaultRuleBuilder.RespondWithBytes"/>.</summary>
    RespondWithBytes,

    /// <summary>The response was an error of the API: <see cref="FaultRuleBuilder.Fail"/>.</summary>
    Fail,

    /// <summary>The response was 429: <see cref="FaultRuleBuilder.RateLimit"/>.</summary>
    RateLimit,

    /// <summary>The response was a redirect: <see cref="FaultRuleBuilder.Redirect"/>.</summary>
    Redirect,
}
