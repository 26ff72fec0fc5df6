//! The app. The same program is the page and, in a worker of its own, the keeper of the documents.

mod data;
mod memo;
#[expect(unreachable_pub, reason = "the component macro makes its builders `pub`")]
mod pages;
mod state;
#[expect(unreachable_pub, reason = "the component macro makes its builders `pub`")]
mod ui;

fn main() {
    if data::worker::is_here() {
        data::worker::run();
    } else {
        leptos::mount::mount_to_body(pages::App);
    }
}
