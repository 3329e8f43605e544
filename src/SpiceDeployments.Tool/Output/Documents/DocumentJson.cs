using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace SpiceDeployments.Tool.Output.Documents;

/// <summary>Serializes documents as ASCII without <c>#</c>: a text within a document cannot be a command of a CI system that reads the log.</summary>
internal static class DocumentJson
{
    private static readonly ToolJsonContext Context = new(new JsonSerializerOptions(ToolJsonContext.Default.Options) { Encoder = Encoder });

    /// <summary>Escapes everything but the harmless ASCII characters.</summary>
    public static JavaScriptEncoder Encoder => field ??= CreateEncoder();

    public static string Serialize(ToolDocument document) => JsonSerializer.Serialize(document, Context.ToolDocument);

    private static JavaScriptEncoder CreateEncoder()
    {
        var settings = new TextEncoderSettings(UnicodeRanges.BasicLatin);
        settings.ForbidCharacter('#');
        return JavaScriptEncoder.Create(settings);
    }
}
