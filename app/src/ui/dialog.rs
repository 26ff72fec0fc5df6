//! A native modal dialog. Its content is drawn only while it is open.

use leptos::{html, prelude::*};

use super::{
    icon::{Icon, icon},
    live::{live, says},
};

/// A dialog that `is_open` opens and closes.
#[component]
pub(crate) fn Dialog(
    /// Whether it is open.
    is_open: RwSignal<bool>,
    /// What stands at its head.
    #[prop(into)]
    title: Signal<String>,
    /// The name of the closing button.
    close: &'static str,
    /// It was closed, by whatever means.
    #[prop(optional)]
    on_close: Option<Callback<()>>,
    /// What is in it.
    children: ChildrenFn,
) -> AnyView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = node.get() else { return };
        match (is_open.get(), dialog.open()) {
            // A dialog that is just leaving the page cannot be shown; there is nobody to tell.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            (true, true) | (false, false) => {}
        }
    });
    let closed = move |_| {
        is_open.set(false);
        if let Some(on_close) = on_close {
            on_close.run(());
        }
    };
    view! {
        <dialog class="Dialog" node_ref=node aria-label=move || title.get() on:close=closed>
            <div class="Dialog__head">
                <h2 class="Dialog__title">{says(move || title.get())}</h2>
                <button type="button" class="Button Button--bare" aria-label=close on:click=move |_| is_open.set(false)>
                    {icon(Icon::Close)}
                </button>
            </div>
            {live(move || is_open.get().then(|| children()))}
        </dialog>
    }
    .into_any()
}
