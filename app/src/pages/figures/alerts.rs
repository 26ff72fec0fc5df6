//! Risk alerts (4.4 风险预警): a cause that repeats in a product class, a product that fails again.

use leptos::prelude::*;
use shared::{
    key,
    stats::{
        Count,
        alerts::{self, AT_LEAST, History},
    },
    vocab::CauseCode,
};

use super::{Ground, learnt::class, records::records};
use crate::{
    memo::Memo,
    ui::{Icon, icon, live},
};

pub(super) fn alerts(ground: Ground) -> AnyView {
    let words = ground.words;
    let found = Memo::new(move |_| {
        let filter = ground.filter.get();
        ground
            .cases
            .with(|cases| (alerts::repeated_causes(cases, &filter, AT_LEAST), alerts::repeated_failures(&History::of(cases), &filter)))
    });
    let list = move || {
        found.with(|(causes, failures)| {
            if causes.is_empty() && failures.is_empty() {
                return view! { <p class="Empty">{words.t(key!("figures.no_alerts"))}</p> }.into_any();
            }
            let causes = causes.iter().map(|one| {
                let class = class(ground, &one.product_class);
                let cause = CauseCode::VOCABULARY.words(&one.cause).map_or(one.cause.as_str(), |name| words.t(name));
                let text =
                    words.fill(key!("figures.repeated_cause"), &[("class", class), ("cause", cause), ("n", &one.cases.value.to_string())]);
                alert(ground, "cause", text, &one.cases)
            });
            let failures = failures.iter().map(|one| {
                let product = one
                    .cases
                    .of
                    .last()
                    .and_then(|id| untrack(|| ground.names.document(*id)))
                    .map_or_else(|| one.product.clone(), |(_, name)| name);
                let text = words.fill(key!("figures.repeated_failure"), &[("product", &product), ("n", &one.cases.value.to_string())]);
                alert(ground, "failure", text, &one.cases)
            });
            view! { <ul class="Alerts">{causes.chain(failures).collect_view()}</ul> }.into_any()
        })
    };
    view! {
        <section class="Block" aria-labelledby="figures-alerts">
            <h2 id="figures-alerts">{words.t(key!("figures.alerts"))}</h2>
            <p class="Quiet">{words.count(key!("figures.alerts_lead"), AT_LEAST)}</p>
            {live(list)}
        </section>
    }
    .into_any()
}

fn alert(ground: Ground, kind: &'static str, text: String, cases: &Count) -> AnyView {
    view! { <li class="Alert" data-alert=kind><p class="Alert__text">{icon(Icon::Danger)}{text}</p>{records(ground, cases)}</li> }
        .into_any()
}
