//! A generated crate as one file.

use std::collections::BTreeMap;

use openapi_bindgen::File;
use quote::ToTokens;

/// Puts the content of each file in the place of the module that declares it, found as the compiler finds it. Each file
/// has to be Rust, and to be reached once.
pub fn inlined(files: &[File]) -> Result<syn::File, String> {
    let mut parsed = BTreeMap::new();
    for file in files {
        let content =
            syn::parse_file(&file.text).map_err(|error| format!("{}: {error}", file.path))?;
        parsed.insert(file.path.clone(), content);
    }
    let root = Place {
        path: "lib.rs".to_owned(),
        below: String::new(),
    };
    let root = take(&root, &mut parsed)?;
    match parsed.keys().find(|path| path.ends_with(".rs")) {
        Some(path) => Err(format!("{path} is no module")),
        None => Ok(root),
    }
}

/// A file, and the start of the paths of the modules in it.
struct Place {
    path: String,
    below: String,
}

fn take(place: &Place, files: &mut BTreeMap<String, syn::File>) -> Result<syn::File, String> {
    let file = files.remove(&place.path);
    let mut file =
        file.ok_or_else(|| format!("there is no {}, or it is a module twice", place.path))?;
    for item in &mut file.items {
        if let syn::Item::Mod(module) = item
            && module.content.is_none()
        {
            let content = take(&declared(module, place), files)?;
            module.attrs.retain(|it| !it.path().is_ident("path"));
            module.content = Some((syn::token::Brace::default(), content.items));
        }
    }
    Ok(file)
}

/// Returns the file of a module that is declared in another.
fn declared(module: &syn::ItemMod, place: &Place) -> Place {
    let beside = |path: &str| {
        path.rsplit_once('/')
            .map(|(folder, _)| format!("{folder}/"))
    };
    let Some(path) = path_attribute(module) else {
        let below = &place.below;
        let name = module.ident.to_string();
        let name = name.trim_start_matches("r#");
        return Place {
            path: format!("{below}{name}.rs"),
            below: format!("{below}{name}/"),
        };
    };
    let path = beside(&place.path).unwrap_or_default() + &path;
    // What a file that is named by its path declares is looked up beside it.
    let below = beside(&path).unwrap_or_default();
    Place { path, below }
}

fn path_attribute(item: &syn::ItemMod) -> Option<String> {
    let attribute = item.attrs.iter().find(|it| it.path().is_ident("path"))?;
    let syn::Meta::NameValue(value) = &attribute.meta else {
        return None;
    };
    let text = value.value.to_token_stream().to_string();
    let text: syn::LitStr = syn::parse_str(&text).ok()?;
    Some(text.value())
}
