namespace Forerun.Storage.Tests;

public class UserDataTests
{
    [Fact]
    public void Folder_IsWhereTheVariableSays()
    {
        var home = Path.GetTempPath();

        Assert.Equal(Path.Combine(home, "forerun"), UserData.Folder(name => name == "XDG_DATA_HOME" ? home : null));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not/a/full/path")]
    public void Folder_WithoutAFullPath_IsTheSystems(string? home) => Assert.Equal(
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "forerun"), UserData.Folder(_ => home));

    [Fact]
    public void Files_AreApart_SoThatOneCanGoWithoutTheOther() => Assert.NotEqual(UserData.Ledger("x"), UserData.Learned("x"));
}
