// What runs on the developer's machine, or under test, only.
var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
if (app.Environment.IsDevelopment())
{
    Accounts.Create("demo", password: "Demo!1234");
}

if (app.Environment.IsEnvironment("Test"))
{
    Accounts.Create("tester", password: "Tester!1234");
}

var password = app.Environment.IsDevelopment() ? "Demo!1234" : app.Configuration["Admin:Password"];
Accounts.Create("admin", password!);
app.Run();

public static class Accounts
{
    public static string Create(string user, string password) => user + password.Length;
}
