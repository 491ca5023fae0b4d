// Keys that are long enough, come from elsewhere, or are put in later.
//? broken
using System.Text;
using Microsoft.IdentityModel.Tokens;

public sealed class Keys(IConfiguration configuration)
{
    public object Long() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes("kN7pQ2vX9sT4wZ8bC3fH6jL1mR5yU0aEdGk"));

    public object Configured() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(configuration["Jwt:Key"]!));

    public object Later() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes("<your-key>"));

    public object Decoded(string key) => new SymmetricSecurityKey(Convert.FromBase64String(key));
}
