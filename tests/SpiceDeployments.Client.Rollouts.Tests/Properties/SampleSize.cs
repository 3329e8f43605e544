using CsCheck;

namespace SpiceDeployments.Client.Rollouts.Tests.Properties;

/// <summary>The number of samples of a long property.</summary>
internal static class SampleSize
{
    /// <summary>Returns the value of the environment variable <c>CsCheck_Iter</c> or, if it is not set, the default of the property instead of CsCheck's.</summary>
    public static long OrDefault(long defaultSize) => Environment.GetEnvironmentVariable("CsCheck_Iter") is null ? defaultSize : Check.Iter;
}
