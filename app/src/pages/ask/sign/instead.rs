//! What stands in for a drawing: the name typed once more, or a signature on paper.

use leptos::prelude::*;
use shared::{key, signing};

use super::{super::arg::lack, Sheet};
use crate::data::clock;

/// For whoever cannot draw: the name once more, by keyboard.
pub(super) fn typed(sheet: Sheet) -> AnyView {
    let words = sheet.words;
    view! {
        <details class="Fold" id="sign-typed">
            <summary>{words.t(key!("sign.cannot_draw"))}</summary>
            <div class="Field" data-path="arg.typed">
                <label class="Field__label" for="arg-typed">{words.t(key!("arg.typed"))}</label>
                <input class="Input" id="arg-typed" name="typed" autocomplete="off" aria-describedby="arg-typed-note" prop:value=sheet.text(signing::TYPED)
                    on:input=move |event| sheet.put(signing::TYPED, event_target_value(&event))/>
                <p class="Field__help">{words.t(key!("sign.typed_help"))}</p>
                {lack(sheet.refused, signing::TYPED)}
            </div>
        </details>
    }
    .into_any()
}

/// What was signed on paper: by whom and when.
pub(super) fn paper(sheet: Sheet) -> AnyView {
    let words = sheet.words;
    view! {
        <details class="Fold" id="sign-paper">
            <summary>{words.t(key!("next.from_paper"))}</summary>
            <div class="Field" data-path="arg.signer">
                <label class="Field__label" for="arg-signer">{words.t(key!("arg.signer"))}</label>
                <input class="Input" id="arg-signer" name="signer" autocomplete="off" prop:value=sheet.text("signer") on:input=move |event| sheet.put("signer", event_target_value(&event))/>
            </div>
            <div class="Field" data-path="arg.on">
                <label class="Field__label" for="arg-on">{words.t(key!("arg.on"))}</label>
                <input class="Input" type="date" id="arg-on" max=clock::now().day().to_string() prop:value=sheet.day on:input=move |event| sheet.day.set(event_target_value(&event))/>
            </div>
        </details>
    }
    .into_any()
}
