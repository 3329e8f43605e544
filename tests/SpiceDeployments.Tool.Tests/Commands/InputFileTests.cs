using SpiceDeployments.Tool.Commands;

namespace SpiceDeployments.Tool.Tests.Commands;

public sealed class InputFileTests : IDisposable
{
    private readonly FileInfo _file = new(Path.GetTempFileName());

    public void Dispose() => _file.Delete();

    [Fact]
    public void ReadText_SmallFile_NeedsLittleMemory()
    {
        File.WriteAllText(_file.FullName, "token\n");
        InputFile.ReadText(_file);

        long before = GC.GetAllocatedBytesForCurrentThread();
        string text = InputFile.ReadText(_file);

        Assert.Equal("token\n", text);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256 * 1024);
    }

    [Fact]
    public void ReadText_LongFile_ReturnsAllOfIt()
    {
        string text = string.Concat(Enumerable.Repeat("ἄ𝄞 ", 100_000));
        File.WriteAllText(_file.FullName, text);

        Assert.Equal(text, InputFile.ReadText(_file));
    }

    [Theory]
    [InlineData(0, "is empty")]
    [InlineData(16 * 1024 * 1024 + 1, "has more than 16777216 characters")]
    public void ReadText_FileThatIsEmptyOrTooLong_Throws(int length, string expected)
    {
        using (StreamWriter writer = _file.CreateText())
        {
            writer.Write(new string(length is 0 ? ' ' : 'x', length));
        }

        Assert.Contains(expected, Assert.Throws<UsageException>(() => InputFile.ReadText(_file)).Message, StringComparison.Ordinal);
    }
}
