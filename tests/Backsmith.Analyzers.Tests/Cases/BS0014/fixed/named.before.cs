using Microsoft.AspNetCore.Identity;

public sealed class Login(SignInManager<IdentityUser> signIn)
{
    public Task<SignInResult> Open(string name, string password) =>
        signIn.PasswordSignInAsync(name, password, isPersistent: false, lockoutOnFailure: false);

    public Task<SignInResult> Check(IdentityUser user, string password) => signIn.CheckPasswordSignInAsync(user, password, false);
}
