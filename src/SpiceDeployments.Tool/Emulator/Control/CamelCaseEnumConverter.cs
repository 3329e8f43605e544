using System.Text.Json;
using System.Text.Json.Serialization;

namespace SpiceDeployments.Tool.Emulator.Control;

/// <summary>Writes a value of an enum as a scenario names it.</summary>
internal sealed class CamelCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
