namespace SpiceDeployments.Tool;

/// <summary>The words with which a command line of the program begins, for hints that are copied.</summary>
internal static class ProgramCommand
{
    /// <summary>The command of the installed tool.</summary>
    public const string Installed = "spice-deployments";

    /// <summary>The packages of the platforms, which the SDK of .NET 10 runs: <c>SpiceDeployments.Tool.linux-x64</c>, <c>SpiceDeployments.Tool.any</c> and others.</summary>
    private const string PackagePrefix = "SpiceDeployments.Tool.";

    /// <summary>
    /// Returns <c>dotnet dnx</c> with the package and the version, if the program is in the cache of the NuGet packages, from which dnx runs it:
    /// <c>…/spicedeployments.tool.linux-x64/1.0.0/tools/any/linux-x64</c>. An installed tool has the same folders within one named <c>.store</c>. A tool of a manifest
    /// is in the cache, too, and can be run with dnx.
    /// </summary>
    /// <param name="folder">The folder of the program.</param>
    public static string Find(string folder)
    {
        string[] names = folder.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        int package = Array.FindLastIndex(names, name => name.StartsWith(PackagePrefix, StringComparison.OrdinalIgnoreCase));
        return package >= 0 && names.ElementAtOrDefault(package + 2) is "tools" && !names.Contains(".store", StringComparer.Ordinal)
            ? $"dotnet dnx {PackagePrefix.TrimEnd('.')}@{names[package + 1]} --"
            : Installed;
    }
}
