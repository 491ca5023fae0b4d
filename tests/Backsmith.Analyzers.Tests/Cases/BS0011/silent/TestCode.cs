// Test code may show what it likes.
//? assembly Shop.Tests
var app = WebApplication.CreateBuilder(args).Build();
app.UseDeveloperExceptionPage();
app.Run();
