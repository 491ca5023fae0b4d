// Identity's package could not be had: the method and its argument are still known.
//? broken
using Shop.Identity;

public sealed class LoginPage
{
    private readonly SignInManager<Person> _signIn;

    public LoginPage(SignInManager<Person> signIn) => _signIn = signIn;

    public async Task OnPostAsync(string email, string password) =>
        await _signIn.PasswordSignInAsync(email, password, true, lockoutOnFailure: false); //! BS0014
}
