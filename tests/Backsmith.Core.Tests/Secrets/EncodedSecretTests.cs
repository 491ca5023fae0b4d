using System.Text;
using Backsmith.Secrets;
using Shouldly;
using Xunit;

namespace Backsmith.Core.Tests.Secrets;

public sealed class EncodedSecretTests
{
    private const string Secret = "q7Zx2LmB9vKp4RtW8sNd";
    private readonly Redaction _redaction = new([Secret]);

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("ab")]
    [InlineData("abc: \"")]
    public void Base64_is_left_out_behind_any_bytes(string before)
    {
        var text = Convert.ToBase64String(Encoding.UTF8.GetBytes(before + Secret + "\" }"));

        var shown = _redaction.Of(text);

        shown.ShouldContain(Redaction.Mark);
        shown.Replace(Redaction.Mark, "").Length.ShouldBeLessThan(text.Length - 20);
    }

    [Fact]
    public void Broken_lines_hide_nothing()
    {
        var text = Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret));

        _redaction.Of($"{text[..11]}\r\n{text[11..]}").ShouldStartWith(Redaction.Mark);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(":")]
    public void Hexadecimal_digits_are_left_out_however_they_are_parted(string gap)
    {
        var digits = Encoding.UTF8.GetBytes(Secret).Select(value => $"{value:x2}").ToList();

        _redaction.Of($"x {string.Join(gap, digits)} x").ShouldBe($"x {Redaction.Mark} x");
        _redaction.Of(string.Join(gap, digits).ToUpperInvariant()).ShouldBe(Redaction.Mark);
    }

    [Fact]
    public void Backwards_is_left_out() => _redaction.Of(string.Concat(Secret.Reverse())).ShouldBe(Redaction.Mark);

    [Theory]
    [InlineData("0f8fad5b-d9cb-469f-a165-70867728950e")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("TWFueSBoYW5kcyBtYWtlIGxpZ2h0IHdvcmsu")]
    public void What_only_looks_encoded_stays(string text) => _redaction.Of(text).ShouldBe(text);

    [Fact]
    public void A_short_secret_has_no_encoded_forms() => new Redaction(["abc123"]).Of(Convert.ToBase64String("abc123"u8)).ShouldBe(Convert.ToBase64String("abc123"u8));
}
