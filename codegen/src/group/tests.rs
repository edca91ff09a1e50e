//! Ids and paths of the kinds that documents have, and what is made of them.

use super::*;
use crate::ir::{Docs, Method, Origin};
use crate::source::tree::NodeId;

fn operation(id: &str, method: Method, template: &str, tag: &str) -> Operation {
    let id = match id {
        "" => format!("{} {template}", method.name()),
        id => id.to_owned(),
    };
    Operation {
        origin: Origin::new(NodeId::ROOT, id.clone()),
        id,
        docs: Docs::default(),
        method,
        template: template.to_owned(),
        path: Vec::new(),
        tags: Some(tag)
            .filter(|tag| !tag.is_empty())
            .map(str::to_owned)
            .into_iter()
            .collect(),
        group: None,
        parameters: Vec::new(),
        body: None,
        success: Vec::new(),
        failure: Vec::new(),
        accept: None,
        error_codes: Vec::new(),
        idempotency_key: None,
        security: Vec::new(),
        server: None,
        has_link_header: false,
        pagination: None,
    }
}

/// Returns the call of an operation that responds with a list or not: `customers.sources.list`.
fn call(operation: &Operation, is_list: bool) -> String {
    let segments = path::segments(&operation.template);
    let resource = match operation.tags.first() {
        Some(tag) if is_name(tag) => of_tag(tag),
        _ => path::first(&segments).into_iter().collect(),
    };
    let words = id::words(operation, &segments).filter(|_| !operation.id.contains(' '));
    let method = words.map(|words| id::method(&words, &resource, is_list));
    let (below, method) = match method {
        Some(method) if !method.is_empty() => (Vec::new(), method),
        _ => path::method(operation, &segments, &resource, is_list),
    };
    let names = resource.into_iter().chain(below).chain([method]);
    names.collect::<Vec<_>>().join(".")
}

#[test]
fn ids_that_only_spell_the_path() {
    use Method::{Delete, Get, Post};
    let cases = [
        (
            "GetCustomersCustomerSourcesId",
            Get,
            "/v1/customers/{customer}/sources/{id}",
            false,
            "customers.sources.get",
        ),
        ("GetCustomers", Get, "/v1/customers", true, "customers.list"),
        (
            "PostCustomers",
            Post,
            "/v1/customers",
            false,
            "customers.create",
        ),
        (
            "PostCustomersCustomer",
            Post,
            "/v1/customers/{customer}",
            false,
            "customers.update",
        ),
        (
            "DeleteCustomersCustomer",
            Delete,
            "/v1/customers/{customer}",
            false,
            "customers.delete",
        ),
        (
            "PostChargesChargeCapture",
            Post,
            "/v1/charges/{charge}/capture",
            false,
            "charges.capture",
        ),
        (
            "GetChargesSearch",
            Get,
            "/v1/charges/search",
            true,
            "charges.search",
        ),
        (
            "PostSetupIntentsIntentVerifyMicrodeposits",
            Post,
            "/v1/setup_intents/{intent}/verify_microdeposits",
            false,
            "setup_intents.verify_microdeposits",
        ),
        (
            "PostIssuingAuthorizationsAuthorizationDecline",
            Post,
            "/v1/issuing/authorizations/{authorization}/decline",
            false,
            "issuing.authorizations.decline",
        ),
        (
            "GetCreditNotesPreviewLines",
            Get,
            "/v1/credit_notes/preview/lines",
            true,
            "credit_notes.preview lines",
        ),
        (
            "PostAccountsAccountPeople",
            Post,
            "/v1/accounts/{account}/people",
            false,
            "accounts.people.create",
        ),
        (
            "PostCustomersCustomerTaxIds",
            Post,
            "/v1/customers/{customer}/tax_ids",
            false,
            "customers.tax_ids.create",
        ),
        (
            "PostCustomersCustomerCashBalance",
            Post,
            "/v1/customers/{customer}/cash_balance",
            false,
            "customers.cash_balance.update",
        ),
        ("GetBalance", Get, "/v1/balance", false, "balance.get"),
        ("", Get, "/api/v2/birds/{id}", false, "birds.get"),
        (
            "",
            Post,
            "/birds/{id}/feathers",
            false,
            "birds.feathers.create",
        ),
    ];
    for (id, method, path, is_list, expected) in cases {
        assert_eq!(
            call(&operation(id, method, path, ""), is_list),
            expected,
            "{id} {path}"
        );
    }
}

#[test]
fn ids_with_words_of_their_own() {
    use Method::{Get, Patch, Post};
    let cases = [
        (
            "list_accounts",
            Get,
            "/accounts",
            "Accounts",
            true,
            "Accounts.list",
        ),
        (
            "retrieve_an_account",
            Get,
            "/accounts/{id}",
            "Accounts",
            false,
            "Accounts.retrieve",
        ),
        (
            "look_up_the_balance_for_an_account",
            Get,
            "/accounts/{id}/balance",
            "Accounts",
            false,
            "Accounts.look up balance",
        ),
        (
            "repos/list-for-org",
            Get,
            "/orgs/{org}/repos",
            "repos",
            true,
            "repos.list for org",
        ),
        (
            "delete_webhook_by_token",
            Method::Delete,
            "/webhooks/{id}/{token}",
            "webhooks",
            false,
            "webhooks.delete by token",
        ),
        (
            "deleteThread",
            Method::Delete,
            "/threads/{thread}",
            "Assistants",
            false,
            "Assistants.threads.delete",
        ),
        (
            "getAlias",
            Get,
            "/aliases/{alias}",
            "aliases",
            false,
            "aliases.get",
        ),
        (
            "create_judge",
            Post,
            "/judges",
            "beta.judges",
            false,
            "beta.judges.create",
        ),
        (
            "v1.application.list",
            Get,
            "/api/v1/app",
            "Application",
            true,
            "Application.list",
        ),
        (
            "create-group",
            Post,
            "/organization/groups",
            "Groups",
            false,
            "Groups.create",
        ),
        (
            "getSettings",
            Get,
            "/settings",
            "Settings",
            false,
            "Settings.get",
        ),
        (
            "read_flow_flows__id__get",
            Get,
            "/flows/{id}",
            "Flows",
            false,
            "Flows.read",
        ),
        (
            "read_flows_flows_filter_post",
            Post,
            "/flows/filter",
            "Flows",
            true,
            "Flows.list",
        ),
        (
            "paginate_flows_flows_paginate_post",
            Post,
            "/flows/paginate",
            "Flows",
            true,
            "Flows.paginate",
        ),
        (
            "update_variable_by_name_variables_name__name__patch",
            Patch,
            "/variables/name/{name}",
            "Variables",
            false,
            "Variables.update by name",
        ),
        (
            "get_message",
            Get,
            "/channels/{channel_id}/messages/{message_id}",
            "",
            false,
            "channels.get message",
        ),
        (
            "accounts",
            Get,
            "/accounts",
            "Accounts",
            true,
            "Accounts.list",
        ),
        (
            "createPet",
            Post,
            "/pets",
            "Everything that can be done about your pets",
            false,
            "pets.create",
        ),
    ];
    for (id, method, path, tag, is_list, expected) in cases {
        assert_eq!(
            call(&operation(id, method, path, tag), is_list),
            expected,
            "{id} {path}"
        );
    }
}
