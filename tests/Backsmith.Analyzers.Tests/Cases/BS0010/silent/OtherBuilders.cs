// Another builder whose methods have the same names.
public sealed class GatewayPolicy
{
    public GatewayPolicy AllowAnyOrigin() => this;
    public GatewayPolicy AllowCredentials() => this;
}

public static class Setup
{
    public static GatewayPolicy Build() => new GatewayPolicy().AllowAnyOrigin().AllowCredentials();
}
