//! Five calls of Stripe's API with the crate of this generator.

use ours::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::new()
        .with_bearer_auth("sk_test")
        .base_url("http://127.0.0.1:1");
    let balance = client.balance().get().await?;
    let customers = client.customers().list().limit(3).await?;
    let created = client.customers().create().await?;
    let customer = client.customers().get("cus_1").await?;
    let deleted = client.customers().delete("cus_1").await?;
    println!("{balance:?} {customers:?} {created:?} {customer:?} {deleted:?}");
    Ok(())
}
