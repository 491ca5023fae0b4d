// Packages that could not be had: the form of the call is enough.
//? without Microsoft.EntityFrameworkCore
//? broken
using Microsoft.EntityFrameworkCore;

public sealed class Orders(ShopContext context, IBus bus)
{
    public int Count() => context.Orders.CountAsync().GetAwaiter().GetResult(); //! BS0008

    public Order First() => context.Orders.FirstAsync().Result; //! BS0008: 'FirstAsync'

    public void Publish(Order order) => bus.PublishAsync(order).Wait(); //! BS0008

    public string Outcome() => context.Query("select 1").Result;
}
