namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

internal sealed record TokenBody(string AccessToken, string TokenType, long ExpiresIn);
