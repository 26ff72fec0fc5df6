//! The quality map (7.4): the six districts, roughly where they lie, with how their cases stand; a tap narrows every figure to one.

use leptos::prelude::*;
use shared::{
    key,
    people::District,
    stats::{
        Count, Filter,
        quality_map::{self, Standing},
    },
};

use super::{Ground, learnt::class, records::number};
use crate::{memo::Memo, ui::live};

pub(super) fn map(ground: Ground) -> AnyView {
    let words = ground.words;
    let spots = Memo::new(move |_| {
        let everywhere = Filter { district: None, ..ground.filter.get() };
        ground.cases.with(|cases| quality_map::spots(cases, &everywhere))
    });
    let tiles = move || {
        let districts = spots.with(|spots| quality_map::districts(spots));
        let most = districts.iter().map(|(_, standings)| sum(standings)).max().unwrap_or(0);
        districts.into_iter().map(|(district, standings)| tile(ground, district, &standings, most)).collect_view()
    };
    let table = move || {
        let chosen = ground.chosen.district.get();
        spots.with(|spots| {
            let here = spots.iter().filter(|spot| chosen.is_none() || spot.district == chosen);
            let lines: Vec<AnyView> = here.map(|spot| line(ground, spot)).collect();
            if lines.is_empty() {
                return view! { <p class="Empty">{words.t(key!("figures.no_failures"))}</p> }.into_any();
            }
            let heads = Standing::ALL.iter().map(|standing| view! { <th scope="col">{words.t(standing.words())}</th> }.into_any()).collect_view();
            view! {
                <div class="Table__frame" tabindex="0" role="region" aria-labelledby="figures-map">
                    <table class="Table">
                        <thead><tr><th scope="col">{words.t(key!("figures.district"))}</th><th scope="col">{words.t(key!("figures.product_class"))}</th>{heads}</tr></thead>
                        <tbody>{lines}</tbody>
                    </table>
                </div>
            }
            .into_any()
        })
    };
    view! {
        <section class="Block" aria-labelledby="figures-map">
            <h2 id="figures-map">{words.t(key!("figures.map"))}</h2>
            <p class="Quiet">{words.t(key!("figures.map_lead"))}</p>
            <div class="CityMap" role="group" aria-labelledby="figures-map">{live(tiles)}</div>
            {live(table)}
        </section>
    }
    .into_any()
}

fn sum(standings: &[(Standing, Count)]) -> u64 {
    standings.iter().map(|(_, count)| count.value).sum()
}

fn tile(ground: Ground, district: District, standings: &[(Standing, Count)], most: u64) -> AnyView {
    let (words, chosen) = (ground.words, ground.chosen.district);
    let is_chosen = move || chosen.get() == Some(district);
    let choose = move |_| chosen.update(|chosen| *chosen = (*chosen != Some(district)).then_some(district));
    let parts = standings.iter().filter(|(_, count)| count.value > 0).map(|(standing, count)| {
        let text = format!("{} {}", words.t(standing.words()), count.value);
        view! { <span class="CityMap__part" data-standing=standing.code()>{text}</span> }.into_any()
    });
    let all = sum(standings);
    // Four steps of one hue: more is darker, and the number says it.
    let shade = if all == 0 { 0 } else { (all * 4).div_ceil(most) };
    view! {
        <button type="button" class="CityMap__tile" data-district=district.code() data-shade=shade aria-pressed=move || is_chosen().to_string() on:click=choose>
            <span class="CityMap__name">{words.t(district.words())}</span>
            <strong class="CityMap__number">{all}</strong>
            {parts.collect_view()}
        </button>
    }
    .into_any()
}

fn line(ground: Ground, spot: &quality_map::Spot) -> AnyView {
    let words = ground.words;
    let unknown = words.t(key!("figures.not_said"));
    let district = spot.district.map_or(unknown, |district| words.t(district.words()));
    let cells =
        spot.standings.iter().map(|(standing, count)| view! { <td data-standing=standing.code()>{number(ground, count)}</td> }.into_any());
    view! { <tr><th scope="row">{district}</th><td>{class(ground, &spot.product_class)}</td>{cells.collect_view()}</tr> }.into_any()
}
