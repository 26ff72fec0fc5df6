//! The satisfaction survey (7.3, Annex E), for those who may read its answers.

use std::collections::BTreeMap;

use leptos::prelude::*;
use shared::{
    key,
    stats::{
        Count, SurveyFigures,
        surveys::{self, SurveyTable},
    },
    vocab::{Aspect, Effect, Satisfaction, SatisfiedWith, Vocabulary},
    words::Key,
};

use super::{Ground, bars::bar, records::records};
use crate::{memo::Memo, ui::live};

pub(super) fn answers(ground: Ground) -> AnyView {
    let words = ground.words;
    let table = Memo::new(move |_| {
        let filter = ground.filter.get();
        let surveys: Vec<SurveyFigures> = ground.names.survey_figures();
        surveys::tables(&surveys, &filter, None).all
    });
    live(move || {
        table.with(|table| {
            (table.invited.value > 0).then(|| {
                let answered = words.fill(
                    key!("figures.answered"),
                    &[("answered", &table.answered.value.to_string()), ("invited", &table.invited.value.to_string())],
                );
                view! {
                    <section class="Block" aria-labelledby="figures-survey">
                        <h2 id="figures-survey">{words.t(key!("figures.survey"))}</h2>
                        <p>{answered}</p>
                        {records(ground, &table.invited)}
                        {questions(ground, table)}
                    </section>
                }
            })
        })
    })
}

fn questions(ground: Ground, table: &SurveyTable) -> AnyView {
    let aspects: BTreeMap<String, Count> = table.aspects.iter().map(|(code, line)| (code.clone(), line.chosen.clone())).collect();
    let questions: [(Key, &Vocabulary, &BTreeMap<String, Count>); 4] = [
        (key!("field.survey.effect"), &Effect::VOCABULARY, &table.effect),
        (key!("field.survey.aspects"), &Aspect::VOCABULARY, &aspects),
        (key!("field.survey.satisfaction"), &Satisfaction::VOCABULARY, &table.satisfaction),
        (key!("field.survey.satisfied_with"), &SatisfiedWith::VOCABULARY, &table.satisfied_with),
    ];
    questions.into_iter().map(|(title, vocabulary, counts)| question(ground, title, vocabulary, counts)).collect_view().into_any()
}

fn question(ground: Ground, title: Key, vocabulary: &Vocabulary, counts: &BTreeMap<String, Count>) -> AnyView {
    let words = ground.words;
    let most = counts.values().map(|count| count.value).max().unwrap_or(0);
    let lines = vocabulary.values.iter().map(|(code, name)| {
        let count = counts.get(*code).map_or(0, |count| count.value);
        view! {
            <li class="BarLine">
                <span class="BarLine__name">{words.t(*name)}</span>
                <strong class="BarLine__number">{count}</strong>
                {bar(count, most, "answer")}
            </li>
        }
        .into_any()
    });
    view! { <h3>{words.t(title)}</h3><ul class="BarLines">{lines.collect_view()}</ul> }.into_any()
}
