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
        failure_enum: None,
        headers: None,
        error_headers: None,
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
    let answer = match is_list {
        true => Answer::List,
        false => Answer::One,
    };
    let (resource, method) = resource_and_method(operation, "The API", &segments, answer);
    resource
        .into_iter()
        .chain([method])
        .collect::<Vec<_>>()
        .join(".")
}

#[test]
fn ids_that_only_spell_the_path() {
    use Method::{Delete, Get, Post};
    #[rustfmt::skip]
    let cases = [
        ("GetCustomersCustomerSourcesId", Get, "/v1/customers/{customer}/sources/{id}", false, "customers.sources.get"),
        ("GetCustomers", Get, "/v1/customers", true, "customers.list"),
        ("PostCustomers", Post, "/v1/customers", false, "customers.create"),
        ("PostCustomersCustomer", Post, "/v1/customers/{customer}", false, "customers.update"),
        ("DeleteCustomersCustomer", Delete, "/v1/customers/{customer}", false, "customers.delete"),
        ("PostChargesChargeCapture", Post, "/v1/charges/{charge}/capture", false, "charges.capture"),
        ("GetChargesSearch", Get, "/v1/charges/search", true, "charges.search"),
        ("PostSetupIntentsIntentVerifyMicrodeposits", Post, "/v1/setup_intents/{intent}/verify_microdeposits", false, "setup_intents.verify_microdeposits"),
        ("PostIssuingAuthorizationsAuthorizationDecline", Post, "/v1/issuing/authorizations/{authorization}/decline", false, "issuing.authorizations.decline"),
        ("GetCreditNotesPreviewLines", Get, "/v1/credit_notes/preview/lines", true, "credit_notes.preview lines"),
        ("PostAccountsAccountPeople", Post, "/v1/accounts/{account}/people", false, "accounts.people.create"),
        ("PostCustomersCustomerTaxIds", Post, "/v1/customers/{customer}/tax_ids", false, "customers.tax_ids.create"),
        ("PostCustomersCustomerCashBalance", Post, "/v1/customers/{customer}/cash_balance", false, "customers.cash_balance.update"),
        ("GetBalance", Get, "/v1/balance", false, "balance.get"),
        ("", Get, "/api/v2/birds/{id}", false, "birds.get"),
        ("", Post, "/birds/{id}/feathers", false, "birds.feathers.create"),
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
    #[rustfmt::skip]
    let cases = [
        ("list_accounts", Get, "/accounts", "Accounts", true, "Accounts.list"),
        ("retrieve_an_account", Get, "/accounts/{id}", "Accounts", false, "Accounts.retrieve"),
        ("look_up_the_balance_for_an_account", Get, "/accounts/{id}/balance", "Accounts", false, "Accounts.look up balance"),
        ("repos/list-for-org", Get, "/orgs/{org}/repos", "repos", true, "repos.list for org"),
        ("delete_webhook_by_token", Method::Delete, "/webhooks/{id}/{token}", "webhooks", false, "webhooks.delete by token"),
        ("deleteThread", Method::Delete, "/threads/{thread}", "Assistants", false, "Assistants.delete thread"),
        ("getAlias", Get, "/aliases/{alias}", "aliases", false, "aliases.get"),
        ("create_judge", Post, "/judges", "beta.judges", false, "beta.judges.create"),
        ("v1.application.list", Get, "/api/v1/app", "Application", true, "Application.list"),
        ("create-group", Post, "/organization/groups", "Groups", false, "Groups.create"),
        ("getSettings", Get, "/settings", "Settings", false, "Settings.get"),
        ("read_flow_flows__id__get", Get, "/flows/{id}", "Flows", false, "Flows.read"),
        ("read_flows_flows_filter_post", Post, "/flows/filter", "Flows", true, "Flows.list"),
        ("paginate_flows_flows_paginate_post", Post, "/flows/paginate", "Flows", true, "Flows.paginate"),
        ("update_variable_by_name_variables_name__name__patch", Patch, "/variables/name/{name}", "Variables", false, "Variables.update by name"),
        ("get_message", Get, "/channels/{channel_id}/messages/{message_id}", "", false, "channels.get message"),
        ("accounts", Get, "/accounts", "Accounts", true, "Accounts.list"),
        ("createPet", Post, "/pets", "Everything that can be done about your pets", false, "pets.create"),
        // A tag that is the title of the whole API says nothing.
        ("createChatCompletion", Post, "/chat/completions", "The API", false, "chat.create completion"),
    ];
    for (id, method, path, tag, is_list, expected) in cases {
        assert_eq!(
            call(&operation(id, method, path, tag), is_list),
            expected,
            "{id} {path}"
        );
    }
}

#[test]
fn what_an_id_keeps() {
    use Method::{Delete, Get, Patch, Post, Put};
    #[rustfmt::skip]
    let cases = [
        // A name that people gave is no spelling of the path: it names one thing.
        ("get_guild_ban", Get, "/guilds/{guild_id}/bans/{user_id}", "", false, "guilds.get ban"),
        ("GetMachineSecretKey", Get, "/machines/{machine_id}/secret_key", "Machines", false, "Machines.get secret key"),
        ("getEdgeConfigItem", Get, "/edge-config/{id}/item/{key}", "edge-config", false, "edge-config.get item"),
        ("inviteUser", Post, "/invites", "Invites", false, "Invites.invite user"),
        ("search/code", Get, "/search/code", "search", true, "search.code"),
        ("Search_BusSchedules", Get, "/Search/BusSchedules", "Search", true, "Search.bus schedules"),
        ("v2.provider.get", Get, "/api/provider/{id}", "v2 providers", false, "v2 providers.get"),
        ("libraries_share_delete_v1", Delete, "/v1/libraries/{id}/share", "libraries", false, "libraries.share.delete"),
        ("api_monitor_post", Post, "/api/monitor", "Monitor", false, "Monitor.create"),
        ("transfer_create", Post, "/transfers", "Transfers", false, "Transfers.create"),
        // Without the group, these would be about something else.
        ("delete-project-role", Delete, "/projects/{project_id}/roles/{role_id}", "Roles", false, "Roles.delete project role"),
        ("getTeamComponents", Get, "/v1/teams/{team_id}/components", "Components", false, "Components.get team components"),
        ("read_latest_artifact", Get, "/artifacts/{key}/latest", "Artifacts", false, "Artifacts.read latest"),
        // What is read of a group in the plural is a list, unless the answer is none.
        ("read_latest_artifacts", Post, "/artifacts/latest/filter", "Artifacts", true, "Artifacts.list latest"),
        ("getEdgeConfigs", Get, "/v1/edge-config", "edge-config", false, "edge-config.list"),
        ("Customers_Get", Get, "/v1/customers", "Customers", true, "Customers.list"),
        ("Customers_GetAccountTrans", Get, "/v1/customers/{id}/trans", "Customers", true, "Customers.get account trans"),
        ("getCompanySettings", Get, "/company/settings", "Settings", false, "Settings.get"),
        ("findPetsByStatus", Get, "/pet/findByStatus", "pet", true, "pet.find by status"),
        // The names of HTTP methods say less than the verbs, but for what people say.
        ("postProject", Post, "/v1/workgroups/{id}/projects", "Project", false, "Project.create"),
        ("putWorkgroup", Put, "/v1/workgroups/{id}/detail", "Workgroup", false, "Workgroup.replace"),
        ("patch_automation", Patch, "/automations/{id}", "Automations", false, "Automations.patch"),
        // Frameworks put modules, versions and groups before the name of a function.
        ("agents_api_v1_agents_create", Post, "/v1/agents", "beta.agents", false, "beta.agents.create"),
        ("libraries_documents_get_status_v1", Get, "/v1/libraries/{l}/documents/{d}/status", "beta.libraries.documents", false, "beta.libraries.documents.get status"),
        ("delete_dataset_record_v1_dataset_records__id__delete", Delete, "/v1/dataset-records/{id}", "datasets.records", false, "datasets.records.delete"),
        ("logout_api_v1_auth_logout__post", Post, "/api/v1/auth/logout", "auth", false, "auth.logout"),
        ("read_concurrency_limit_v2_v2_concurrency_limits__id__get", Get, "/v2/concurrency_limits/{id}", "Concurrency Limits V2", false, "Concurrency Limits V2.read"),
        // A preposition stays where it isn't the group's.
        ("Line_TimetableTo", Get, "/Line/{id}/Timetable/{from}/to/{to}", "Line", false, "Line.timetable to"),
    ];
    for (id, method, path, tag, is_list, expected) in cases {
        let found = call(&operation(id, method, path, tag), is_list);
        assert_eq!(found, expected, "{id} {path}");
    }
}

#[test]
fn paths_of_all_kinds() {
    use Method::{Delete, Get, Patch, Post, Put};
    #[rustfmt::skip]
    let cases = [
        (Get, "/images/json", true, "images.list"),
        (Get, "/images/{id}/json", false, "images.get"),
        (Get, "/guilds/{id}/widget.json", false, "guilds.widget.get"),
        (Delete, "/requests", false, "requests.delete many"),
        (Put, "/boards/{id}/assets", false, "boards.assets.replace all"),
        (Put, "/boards/{id}/assets/{asset}", false, "boards.assets.replace"),
        (Patch, "/boards/{id}", false, "boards.update"),
        (Post, "/calendars/{id}/block", false, "calendars.block"),
        (Delete, "/calendars/block/{id}", false, "calendars.delete block"),
        (Put, "/calendars/block/{id}", false, "calendars.replace block"),
        (Post, "/repos/{id}/check-runs", false, "repos.check-runs.create"),
        (Post, "/accounts/{id}/login_links", false, "accounts.login_links.create"),
        (Post, "/readers/{id}/set_reader_display", false, "readers.set_reader_display"),
        (Get, "/repos/{id}/check-runs", true, "repos.check-runs.list"),
        (Get, "/releaseEvents/{id}", false, "releaseEvents.get"),
        (Post, "/site/settings", false, "site.settings.update"),
        (Post, "/images/adult_content", false, "images.adult_content.create"),
        (Post, "/words/from/{from}/to/{to}", false, "words.update"),
        (Post, "/v1", false, "v1.create"),
        (Get, "/a/b/c/d/e/f/g/h/i/j/k", false, "a.b.c.d.e.f.g.h.i j k.get"),
        (Get, "/", false, "get"),
        (Get, "/{id}", false, "get"),
    ];
    for (method, path, is_list, expected) in cases {
        let found = call(&operation("", method, path, ""), is_list);
        assert_eq!(found, expected, "{path}");
    }
    let unknown = operation("", Get, "/v3/events", "");
    let segments = path::segments(&unknown.template);
    let (_, method) = resource_and_method(&unknown, "", &segments, Answer::Unknown);
    assert_eq!(method, "list");
}

#[test]
fn tags_name_resources() {
    #[rustfmt::skip]
    let cases = [
        ("Accounts", Some("Accounts")),
        ("beta.observability.datasets", Some("beta > observability > datasets")),
        ("store/orders", Some("store > orders")),
        ("Allow-list / Block-list", Some("Allow-list / Block-list")),
        ("apps : Find and modify apps", Some("apps")),
        ("developers - Find and modify developers", Some("developers")),
        ("Charges API", Some("charges")),
        ("ReleaseEventApi", Some("release event")),
        ("pet-controller", Some("pet")),
        ("Everything that can be done about your pets", None),
        ("default", None),
        ("the birds", None),
        ("birds", Some("birds")),
        ("api", None),
        ("v1", None),
        ("…", None),
    ];
    for (tag, expected) in cases {
        let found = tag::resource(tag, "The Birds API").map(|parts| parts.join(" > "));
        assert_eq!(found.as_deref(), expected, "{tag}");
    }
}
