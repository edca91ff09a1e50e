//! Five calls of Stripe's API with the crate of ploidy.

use ploidy_client::client::default::parameters::{
    GetBalanceQuery, GetCustomersCustomerQuery, GetCustomersQuery,
};
use ploidy_client::{Client, util::serde_json::json};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::new("http://127.0.0.1:1")?;
    let balance = client.get_balance(&GetBalanceQuery::default(), json!({})).await?;
    let query = GetCustomersQuery {
        limit: Some(3),
        ..GetCustomersQuery::default()
    };
    let customers = client.get_customers(&query, json!({})).await?;
    let created = client.post_customers(json!({})).await?;
    let query = GetCustomersCustomerQuery::default();
    let customer = client.get_customers_customer("cus_1", &query, json!({})).await?;
    let deleted = client.delete_customers_customer("cus_1", json!({})).await?;
    println!("{balance:?} {customers:?} {created:?} {customer:?} {deleted:?}");
    Ok(())
}
