//! How to install the app, and why one should.

use leptos::prelude::*;
use shared::{key, words::Key};

use crate::{
    data::install,
    state::{Words, use_words},
    ui::live,
};

/// Why, and the steps on each system.
#[component]
pub(in crate::pages) fn InstallPage() -> AnyView {
    let words = use_words();
    let is_offered = RwSignal::new(install::is_offered());
    let accept = move |_| {
        install::accept();
        is_offered.set(false);
    };
    let offer = move || {
        is_offered.get().then(|| {
            view! { <button type="button" class="Button Button--primary" id="install" on:click=accept>{words.t(key!("install.accept"))}</button> }
        })
    };
    let installed = install::is_installed().then(|| view! { <p class="Notice">{words.t(key!("install.done"))}</p> });
    let ipad = [key!("install.ipad_1"), key!("install.ipad_2"), key!("install.ipad_3"), key!("install.ipad_4")];
    let android = [key!("install.android_1"), key!("install.android_2"), key!("install.android_3")];
    view! {
        <div class="Page">
            <h1>{words.t(key!("install.title"))}</h1>
            {installed}
            <p>{words.t(key!("install.why"))}</p>
            {live(offer)}
            {steps(words, key!("install.ipad"), &ipad)}
            <p class="Warning">{words.t(key!("install.ipad_own"))}</p>
            {steps(words, key!("install.android"), &android)}
            {steps(words, key!("install.desk"), &[key!("install.desk_1")])}
        </div>
    }
    .into_any()
}

fn steps(words: Words, title: Key, steps: &[Key]) -> AnyView {
    let steps = steps.iter().map(|step| view! { <li>{words.t(*step)}</li> }).collect_view();
    view! { <section class="Block"><h2>{words.t(title)}</h2><ol class="Steps">{steps}</ol></section> }.into_any()
}
