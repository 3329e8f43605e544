using System.Globalization;

namespace DeployAndWait.Display;

/// <summary>Writes a span of time as a person would: 0.8 s, 1 min 5 s.</summary>
internal static class TimeText
{
    public static string Of(TimeSpan time) => time < TimeSpan.FromMinutes(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Truncate(time.TotalSeconds * 10) / 10:0.0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Truncate(time.TotalMinutes):0} min {time.Seconds} s");
}
