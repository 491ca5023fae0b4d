// Two settings are compared with each other, and keys of a dictionary are looked up: nobody outside sends them.
public sealed class Settings(IConfiguration configuration)
{
    public bool Rotated() => configuration["Jwt:SigningKey"] != configuration["Jwt:PreviousSigningKey"];

    public bool Known(IDictionary<string, string> keys, string apiKey) => keys.ContainsKey(apiKey);
}
