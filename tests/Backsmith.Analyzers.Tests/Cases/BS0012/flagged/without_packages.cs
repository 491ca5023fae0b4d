// Types of packages that could not be had: the shape of the call is enough.
//? broken
using System.Security.Cryptography;
using Microsoft.AspNetCore.Cryptography.Missing;
using System.Web.Security;

public sealed class Old(IMissingStore store)
{
    public void Save(string password, byte[] salt)
    {
        store.Put(FormsAuthentication.HashPasswordForStoringInConfigFile(password, "SHA1")); //! BS0012: MD5 or SHA1
    }

    public void Renew(string password, byte[] salt)
    {
        store.Put(Missing.KeyDerivation.Pbkdf2(password: password, salt: salt, prf: Prf.Sha1, iterationCount: 1000, numBytesRequested: 32)); //! BS0012: 1,000 rounds
    }
}
