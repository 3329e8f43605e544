using System.Globalization;
using System.Text;
using CsCheck;

namespace SpiceDeployments.Client.Tests.Fuzzing;

/// <summary>A change of a body.</summary>
/// <param name="Kind">One of the kinds.</param>
/// <param name="Place">The position, from 0 to <see cref="Places"/>.</param>
/// <param name="Choice">Selects a value to insert.</param>
/// <param name="Size">The size of what is inserted: usually less than 100, at most 1 MiB.</param>
internal sealed record Mutation(string Kind, int Place, int Choice, int Size)
{
    private const int Places = 1_000_000;
    private const int MaxSize = 1024 * 1024;
    private const int LargeSizeInterval = 400;

    private static readonly string[] Kinds =
        ["cut", "replace", "replace", "replace", "rename", "duplicate", "remove", "bytes", "overwrite", "space", "nest", "text", "number", "append", "whole"];

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "1.5", "1e400", "-1e400", "9223372036854775807", "9223372036854775808", "2147483648", "\"\"", "\" \"", "\"text\"", "\"null\"",
        "\"12\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "[]", "{}", "[null]", "[[]]", "{\"a\":null}", "[\"a\",1,null,{}]", "NaN", "Infinity", "'a'", "undefined",
        "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59.9999999-14:00\"", "\"2024-02-30T00:00:00Z\"", "\"2024-01-15T10:30:00+99:99\"", "\"2024-01-15\"",
        "\"queued\"", "\"succeeded\"", "\"Bearer abcdefghijkl\"", "{\"fieldErrors\":null,\"formErrors\":{}}", "{\"fieldErrors\":{\"\":[null,1]},\"formErrors\":[\"\",\"a\"]}",
    ];

    private static readonly string[] Names = ["\"id\"", "\"status\"", "\"deployments\"", "\"error\"", "\"details\"", "\"\"", "\"\\ud800\"", "\"ID\"", "\"\\u0069d\"", "\"__proto__\""];

    private static readonly byte[][] Bytes =
        [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x80], [0], [0xEF, 0xBB, 0xBF], [0xFE, 0xFF], (byte[])[.. "\\ud800"u8]];

    private static readonly string[] Wholes = ["", "null", "[]", "{}", "\"text\"", "1", "true", "<html></html>", "[null]", "{\"deployments\":null}", "{\"deployments\":[null]}", "\uFEFF{}"];

    public static readonly Gen<Mutation> Any =
        from kind in Gen.OneOf(Kinds)
        from place in Gen.Int[0, Places - 1]
        from choice in Gen.Int[0, Places - 1]
        from rarity in Gen.Int[1, LargeSizeInterval]
        from size in Gen.Int[1, MaxSize]
        select new Mutation(kind, place, choice, rarity is LargeSizeInterval ? size : size % 100);

    public byte[] Apply(byte[] body) => Kind switch
    {
        "cut" => body[..At(body.Length)],
        "replace" => Replace(body, JsonSpans.Find(body).Values, _ => Utf8(Pick(Values))),
        "rename" => Replace(body, JsonSpans.Find(body).Names, _ => Utf8(Pick(Names))),
        "duplicate" => Replace(body, JsonSpans.Find(body).Properties, property => [.. property, (byte)',', .. property]),
        "remove" => Replace(body, JsonSpans.Find(body).Properties, _ => Utf8("\"other\":0")),
        "bytes" => Insert(body, Pick(Bytes)),
        "overwrite" => Replace(body, [.. Enumerable.Range(0, body.Length).Select(at => at..(at + 1))], _ => [(byte)(Choice % 256)]),
        "space" => Insert(body, Utf8(new string(" \t\r\n"[Choice % 4], Size))),
        "nest" => Replace(body, JsonSpans.Find(body).Values, _ => Utf8(Nested(Math.Min(Size * 3, 100_000)))),
        "text" => Replace(body, JsonSpans.Find(body).Values, _ => Utf8($"\"{Repeat(["a", "ä", "😀", "Bearer ", "\\n"], Size * 200)}\"")),
        "number" => Replace(body, JsonSpans.Find(body).Values, _ => Utf8(Repeat(["9", "1", "0.5e"], Size))),
        "append" => [.. body, .. Utf8(Pick(Values))],
        _ => Utf8(Pick(Wholes)),
    };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind} at {Place}, choice {Choice}, size {Size}");

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private T Pick<T>(T[] choices) => choices[Choice % choices.Length];

    private int At(int count) => (int)((long)Place * count / Places);

    private byte[] Insert(byte[] body, byte[] added)
    {
        int at = At(body.Length + 1);
        return [.. body[..at], .. added, .. body[at..]];
    }

    private byte[] Replace(byte[] body, List<Range> places, Func<byte[], byte[]> replacement)
    {
        if (places.Count is 0)
        {
            return body;
        }

        Range place = places[At(places.Count)];
        return [.. body[..place.Start], .. replacement(body[place]), .. body[place.End..]];
    }

    private string Nested(int depth) => (Choice % 3) switch
    {
        0 => new string('[', depth) + new string(']', depth),
        1 => new StringBuilder().Insert(0, "{\"details\":", depth).Append('1').Append('}', depth).ToString(),
        _ => new string('[', depth),
    };

    private string Repeat(string[] choices, int length)
    {
        string part = Pick(choices);
        return new StringBuilder().Insert(0, part, Math.Max(1, Math.Min(length, MaxSize) / part.Length)).ToString();
    }
}
