//! Five calls of Stripe's API with the crate of oas3-gen.

use oas3_client::{
    DeleteCustomersCustomerRequest, DeleteCustomersCustomerRequestPath, GetBalanceRequest,
    GetCustomersCustomerRequest, GetCustomersCustomerRequestPath, GetCustomersRequest,
    GetCustomersRequestQuery, PostCustomersRequest, StripeApiClient,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = StripeApiClient::with_base_url("http://127.0.0.1:1")?.with_bearer_auth("sk_test");
    let balance = client.get_balance(GetBalanceRequest::default()).await?;
    let list = GetCustomersRequest {
        query: GetCustomersRequestQuery {
            limit: Some(3),
            ..GetCustomersRequestQuery::default()
        },
        ..GetCustomersRequest::default()
    };
    let customers = client.get_customers(list).await?;
    let created = client.post_customers(PostCustomersRequest::default()).await?;
    let get = GetCustomersCustomerRequest {
        path: GetCustomersCustomerRequestPath {
            customer: "cus_1".to_owned(),
        },
        ..GetCustomersCustomerRequest::default()
    };
    let customer = client.get_customers_customer(get).await?;
    let delete = DeleteCustomersCustomerRequest {
        path: DeleteCustomersCustomerRequestPath {
            customer: "cus_1".to_owned(),
        },
        ..DeleteCustomersCustomerRequest::default()
    };
    let deleted = client.delete_customers_customer(delete).await?;
    println!("{balance:?} {customers:?} {created:?} {customer:?} {deleted:?}");
    Ok(())
}
