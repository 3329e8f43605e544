using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>The value of a successful response, and what its headers say.</summary>
/// <param name="Value">The value.</param>
/// <param name="ServerDate">The time of the server's clock (<c>Date</c>), or <c>null</c> if not sent.</param>
/// <param name="RetryAfter">The delay before the next request that the service asked for, or <c>null</c> if none was sent.</param>
/// <param name="ReceivedAt">When the headers of the response were received.</param>
/// <param name="UnreadableCount">The number of records that the list in <paramref name="Value"/> lacks, because they cannot be read.</param>
internal readonly record struct ApiResponse<T>(T Value, DateTimeOffset? ServerDate, TimeSpan? RetryAfter, ClockReading ReceivedAt, int UnreadableCount = 0);
