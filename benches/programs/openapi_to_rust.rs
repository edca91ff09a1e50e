//! Five calls of Stripe's API with the crate of openapi-to-rust.

use openapi_to_rust_client::HttpClient;

const NONE: Option<&str> = None;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = HttpClient::new()
        .with_base_url("http://127.0.0.1:1")
        .with_api_key("sk_test");
    let balance = client.get_balance(NONE, None).await?;
    let customers = client
        .get_customers(NONE, NONE, NONE, NONE, Some(3), NONE, NONE, None)
        .await?;
    let created = client.post_customers(None).await?;
    let customer = client.get_customers_customer("cus_1", NONE, None).await?;
    let deleted = client.delete_customers_customer("cus_1", None).await?;
    println!("{balance:?} {customers:?} {created:?} {customer:?} {deleted:?}");
    Ok(())
}
