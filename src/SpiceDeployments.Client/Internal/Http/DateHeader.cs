using System.Globalization;
using System.Net.Http.Headers;

namespace SpiceDeployments.Client.Internal.Http;

/// <summary>Reads the <c>Date</c> header: the time of the server's clock.</summary>
internal static class DateHeader
{
    /// <summary>Returns the date, or <c>null</c> if there is none or it cannot be read. The header of a response in the usual format is not parsed into an object.</summary>
    public static DateTimeOffset? Read(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("Date", out HeaderStringValues values)
        && DateTimeOffset.TryParseExact(values.ToString(), "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset date)
            ? date
            : response.Headers.Date;
}
