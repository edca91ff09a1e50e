//! error[E0277]: the URL isn't shown by accident
use stripe_account_links::AccountLink;

fn show(link: &AccountLink) {
    println!("{}", link.url);
}

fn main() {
    let _ = show;
}
