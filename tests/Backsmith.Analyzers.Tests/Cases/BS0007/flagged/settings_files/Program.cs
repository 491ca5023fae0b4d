// Settings files: keys, passwords also weak ones that work as they stand, connection strings, environment files, XML configuration, other JSON by shape.
var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
app.Run();
