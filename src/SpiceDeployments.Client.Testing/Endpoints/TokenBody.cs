namespace SpiceDeployments.Client.Testing.Endpoints;

internal sealed record TokenBody(string AccessToken, string TokenType, long ExpiresIn);
