// An endpoint that loads the plug-in it is told to.
using System.Reflection;

var app = WebApplication.Create(args);
app.MapPost("/plugins/{name}", (string name) => Plugins.Load(name).GetName().Name);
app.Run();

public static class Plugins
{
    public static Assembly Load(string name) => Assembly.LoadFrom("plugins/" + name + ".dll"); //! BS0035: 'Assembly.LoadFrom'
}
