using System.Text.Json;

namespace SpiceDeployments.Client.Benchmarks.Allocations;

/// <summary>The ratios that were accepted last, in <c>allocations.json</c>.</summary>
internal static class CommittedRatios
{
    private static readonly string Path = System.IO.Path.GetFullPath("../../../allocations.json", AppContext.BaseDirectory);
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Dictionary<string, double> Read() =>
        JsonSerializer.Deserialize<Dictionary<string, double>>(File.ReadAllText(Path)) ?? [];

    public static void Write(IEnumerable<OperationAllocations> measured)
    {
        var ratios = measured.ToDictionary(one => one.Operation, one => Math.Round(one.Ratio, 3), StringComparer.Ordinal);
        File.WriteAllText(Path, JsonSerializer.Serialize(ratios, Indented) + "\n");
    }
}
