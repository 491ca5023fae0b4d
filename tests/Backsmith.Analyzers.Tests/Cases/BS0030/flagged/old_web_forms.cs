// Web Forms, whose types are part of no .NET of today: the shape of the code still says what it does.
//? broken
using System.Web;
using System.Web.UI;

public partial class Download : Page
{
    protected void Page_Load(object sender, EventArgs e)
    {
        string file = Request.QueryString["file"];
        Send(MapPath("~/Downloads/" + file));
        var info = new FileInfo(Server.MapPath("~/" + Request["image"]));
        Response.TransmitFile(info.FullName); //! BS0030
    }

    private static void Send(string path)
    {
        using var stream = new FileStream(path, FileMode.Open); //! BS0030
    }
}
