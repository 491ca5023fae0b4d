using System.Collections.Generic;

namespace Backsmith.Analyzers.ClientValues;

/// <summary>What opens, makes, moves, lists or deletes files by their path.</summary>
internal static class PathPlaces
{
    internal static IReadOnlyList<Place> All { get; } =
    [
        Place.Call(
            "System.IO.File", "path,sourceFileName,destFileName,destinationFileName,sourceFile,destinationFile",
            "ReadAllText", "ReadAllTextAsync", "ReadAllLines", "ReadAllLinesAsync", "ReadAllBytes", "ReadAllBytesAsync", "ReadLines", "ReadLinesAsync", "OpenRead", "OpenText", "OpenWrite", "Open", "OpenHandle",
            "Create", "CreateText", "AppendText", "AppendAllText", "AppendAllTextAsync", "AppendAllLines", "AppendAllLinesAsync", "WriteAllText", "WriteAllTextAsync", "WriteAllLines", "WriteAllLinesAsync",
            "WriteAllBytes", "WriteAllBytesAsync", "Delete", "Copy", "Move", "Replace", "CreateSymbolicLink"),
        Place.Call(
            "System.IO.Directory", "path,sourceDirName,destDirName",
            "Delete", "CreateDirectory", "GetFiles", "EnumerateFiles", "GetDirectories", "EnumerateDirectories", "GetFileSystemEntries", "EnumerateFileSystemEntries", "Move"),
        Place.Creation("System.IO.FileStream", "path"),
        Place.Creation("System.IO.StreamReader", "path"),
        Place.Creation("System.IO.StreamWriter", "path"),
        Place.Call("System.IO.FileInfo", "destFileName", "CopyTo", "MoveTo"),
        Place.Call("Microsoft.AspNetCore.Mvc.ControllerBase", "physicalPath", "PhysicalFile"),
        Place.Call("Microsoft.AspNetCore.Mvc.RazorPages.PageModel", "physicalPath", "PhysicalFile"),
        Place.Creation("Microsoft.AspNetCore.Mvc.PhysicalFileResult", "fileName"),
        Place.Call("Microsoft.AspNetCore.Http.SendFileResponseExtensions", "fileName", "SendFileAsync"),
        Place.Call("System.IO.Compression.ZipFile", "sourceArchiveFileName,destinationDirectoryName,sourceDirectoryName,destinationArchiveFileName,archiveFileName", "ExtractToDirectory", "CreateFromDirectory", "OpenRead", "Open"),
        Place.Call("System.IO.Compression.ZipFileExtensions", "destinationDirectoryName,destinationFileName", "ExtractToDirectory", "ExtractToFile"),
        Place.Call("System.Xml.Linq.XDocument", "uri", "Load"),
        Place.Call("System.Web.HttpResponse", "filename", "TransmitFile", "WriteFile").OrUnresolved("Response"),
    ];
}
