// Web Forms, whose types are part of no .NET of today: the shape of the code still says what it does.
//? broken
using System.Web;
using System.Web.UI;

public partial class Download : Page
{
    protected void Page_Load(object sender, EventArgs e)
    {
        string file = Request.QueryString["file"];
        Send(MapPath("~/Downloads/" + file)); //! BS0030
        var info = new FileInfo(Server.MapPath("~/" + Request["image"])); //! BS0030
        Response.TransmitFile(info.FullName);
    }

    private static void Send(string path)
    {
        using var stream = new FileStream(path, FileMode.Open);
    }
}
