// Sign-in options of packages that could not be had.
//? broken
using Microsoft.AspNetCore.Authentication.Missing;
using Shop.Identity.Missing;

public static class SignIn
{
    public static void Add(MissingBuilder builder)
    {
        builder.AddOpenIdConnect(options =>
        {
            options.ClientId = "web";
            options.ClientSecret = "secret"; //! BS0007: ClientSecret
        });
        builder.AddClient(new Client { Secrets = { new Secret("another".Sha256()) } }); //! BS0007
    }
}
