// Secrets given to parameters, headers, settings in memory, anonymous seeds; and a password compared with a text.
using System.Net;

public static class Clients
{
    public static NetworkCredential Mail() => new("orders", "Kx7!plum-tree"); //! BS0007: a password

    public static HttpRequestMessage Ask()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "rates");
        request.Headers.Add("X-Api-Key", "rk7Qw2Zx9Lm4Tn8Vb3Hs6Jd1"); //! BS0007
        return request;
    }

    public static IConfigurationBuilder Settings(IConfigurationBuilder builder) => builder.AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Jwt:Key"] = "m4Zs8Qx1Lw7Rt3Vn9Kb5Hd2Yp6", //! BS0007: a key that signs or encrypts
        ["Jwt:Issuer"] = "shop",
    });

    public static object Seed() => new { Id = 1, UserName = "root", Password = "R00t!access" }; //! BS0007

    public static bool IsBackDoor(string password) => password == "open5esame!"; //! BS0007
}
