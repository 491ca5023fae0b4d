using Shouldly;
using Xunit;

namespace Backsmith.Models.Tests;

public sealed class KeyRingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("backsmith-keys-").FullName;
    private readonly Dictionary<string, string> _environment = [];

    private string File => Path.Combine(_folder, "keys");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_environment_comes_before_the_file()
    {
        Write("# mine\nOPENAI_API_KEY=of-the-file\n\nANTHROPIC_API_KEY=\"quoted\"\n");
        _environment["OPENAI_API_KEY"] = " of-the-environment ";

        Ring().Find("OPENAI_API_KEY")!.Value.ShouldBe("of-the-environment");
        Ring().Find("ANTHROPIC_API_KEY")!.Value.ShouldBe("quoted");
        Ring().Find("OPENROUTER_API_KEY").ShouldBeNull();
    }

    [Fact]
    public void A_file_that_others_can_read_is_refused_with_the_command_that_mends_it()
    {
        Write("OPENAI_API_KEY=secret-value", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        var error = Should.Throw<ModelException>(() => Ring().Find("OPENAI_API_KEY"));

        error.Message.ShouldContain($"chmod 600 {File}");
        error.ToString().ShouldNotContain("secret-value");
    }

    [Theory]
    [InlineData("OPENAI_API_KEY")]
    [InlineData("OPENAI_API_KEY=")]
    [InlineData("=secret-value")]
    public void A_line_that_is_not_of_the_form_is_named_by_its_number(string line)
    {
        Write("# mine\n" + line + "\n");

        var error = Should.Throw<ModelException>(() => Ring().Find("OPENAI_API_KEY"));

        error.Message.ShouldContain("Line 2");
        error.ToString().ShouldNotContain("secret-value");
    }

    [Fact]
    public void A_file_that_was_named_has_to_be_there()
    {
        _environment["BACKSMITH_KEYS"] = Path.Combine(_folder, "elsewhere");

        Should.Throw<ModelException>(() => Ring().Find("OPENAI_API_KEY")).Message.ShouldContain("BACKSMITH_KEYS");
    }

    [Fact]
    public void A_key_that_cannot_go_into_a_header_is_refused_without_showing_it()
    {
        _environment["OPENAI_API_KEY"] = "secret\nvalue";

        var error = Should.Throw<ModelException>(() => Ring().Find("OPENAI_API_KEY"));

        error.Message.ShouldContain("OPENAI_API_KEY");
        error.ToString().ShouldNotContain("secret");
    }

    [Fact]
    public void A_key_prints_as_its_variable()
    {
        _environment["OPENAI_API_KEY"] = "secret-value";

        Ring().Find("OPENAI_API_KEY")!.ToString().ShouldBe("OPENAI_API_KEY=[redacted]");
    }

    [Fact]
    public void Keys_and_other_secrets_are_left_out_of_texts()
    {
        _environment["OPENAI_API_KEY"] = "key-of-openai-1234";
        Write("OPENROUTER_API_KEY=key-of-router-5678");

        Ring().Redaction("hunter2-hunter2").Of("a key-of-openai-1234 b key-of-router-5678 c hunter2-hunter2").ShouldBe("a [redacted] b [redacted] c [redacted]");
    }

    [Theory]
    [InlineData("anthropic/claude-opus-5", "ANTHROPIC_API_KEY")]
    [InlineData("openai/gpt-5", "OPENAI_API_KEY")]
    [InlineData("openrouter/a/b", "OPENROUTER_API_KEY")]
    [InlineData("azure/gpt", "AZURE_OPENAI_API_KEY")]
    public void A_missing_key_names_its_variable_and_the_file(string model, string variable)
    {
        _environment["AZURE_OPENAI_ENDPOINT"] = "https://example.invalid";

        var error = Should.Throw<ModelException>(() => ModelEndpoint.Of(ModelName.Parse(model), _environment.GetValueOrDefault, Ring()));

        error.Failure.ShouldBeOfType<ModelFailure.NotConfigured>();
        error.Message.ShouldContain(variable);
        error.Message.ShouldContain(File);
    }

    [Theory]
    [InlineData(null, "http://127.0.0.1:11434/v1")]
    [InlineData("0.0.0.0", "http://127.0.0.1:11434/v1")]
    [InlineData(":8080", "http://127.0.0.1:8080/v1")]
    [InlineData("box.example:80", "http://box.example/v1")]
    [InlineData("https://box.example/ollama/", "https://box.example/ollama/v1")]
    public void Ollama_is_found_by_its_own_variable(string? host, string address)
    {
        if (host is not null)
        {
            _environment["OLLAMA_HOST"] = host;
        }

        ModelEndpoint.Of(ModelName.Parse("ollama/qwen3"), _environment.GetValueOrDefault, Ring()).Address.AbsoluteUri.ShouldBe(address);
    }

    [Fact]
    public void A_key_goes_only_to_the_address_it_was_made_for()
    {
        _environment["OPENAI_API_KEY"] = "of-openai";
        _environment["BACKSMITH_OPENAI_COMPATIBLE_URL"] = "http://box.example/v1";

        ModelEndpoint.Of(ModelName.Parse("openai-compatible/m"), _environment.GetValueOrDefault, Ring()).Key.ShouldBeNull();
    }

    [Theory]
    [InlineData("box.example/v1")]
    [InlineData("ftp://box.example")]
    [InlineData("https://user:password@box.example")]
    public void An_address_that_is_none_names_its_variable_and_not_itself(string address)
    {
        _environment["OPENAI_API_KEY"] = "k";
        _environment["OPENAI_BASE_URL"] = address;

        var error = Should.Throw<ModelException>(() => ModelEndpoint.Of(ModelName.Parse("openai/m"), _environment.GetValueOrDefault, Ring()));

        error.Message.ShouldContain("OPENAI_BASE_URL");
        error.Message.ShouldNotContain("password@");
    }

    private KeyRing Ring() => new(_environment.GetValueOrDefault, _folder);

    private void Write(string text, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        System.IO.File.WriteAllText(File, text);
        System.IO.File.SetUnixFileMode(File, mode);
    }
}
