// Serilog, NLog and log4net whose packages could not be restored.
//? broken
using Serilog;

public sealed class Payments(NLog.Logger logger)
{
    public void Pay(string cardNumber, string iban)
    {
        Log.Information("Paying with {Card}", cardNumber); //! BS0006
        logger.Info("Paying from " + iban); //! BS0006
    }
}
