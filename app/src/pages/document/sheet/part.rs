//! The parts of a paper: framed lines and tables, or headings and paragraphs.

use leptos::prelude::*;
use shared::{
    forms::sheets::{Hand, Printed, Side},
    key,
};

use super::super::signatures::hand;
use crate::state::Words;

/// Draws a part.
pub(super) fn part(words: Words, part: &Printed) -> AnyView {
    match part {
        Printed::Title(said) => view! { <h2 class="Sheet__title">{lines(said)}</h2> }.into_any(),
        Printed::Caption(text) => view! { <h2 class="Sheet__caption">{text.clone()}</h2> }.into_any(),
        Printed::NextPage(text) => view! { <h2 class="Sheet__caption Sheet__caption--next">{text.clone()}</h2> }.into_any(),
        Printed::Line(cells) => line(cells),
        Printed::Table(shares, head, rows) => table(shares, head, rows),
        Printed::Band(text) => view! { <p class="Sheet__band">{text.clone()}</p> }.into_any(),
        Printed::Block(said) => view! { <div class="Sheet__block">{lines(said)}</div> }.into_any(),
        Printed::Heading(text) => view! { <h3 class="Sheet__heading">{text.clone()}</h3> }.into_any(),
        Printed::Text(said) => view! { <div class="Sheet__text">{lines(said)}</div> }.into_any(),
        Printed::Chapter(title, text) => {
            view! { <h4 class="Sheet__heading">{title.clone()}</h4><p class="Sheet__text">{text.clone()}</p> }.into_any()
        }
        Printed::Signed(sides) => {
            view! { <div class="Sheet__signed">{sides.iter().map(|one| side(words, one)).collect_view()}</div> }.into_any()
        }
    }
}

fn lines(said: &[String]) -> AnyView {
    said.iter().map(|line| view! { <span class="Sheet__line">{line.clone()}</span> }.into_any()).collect_view().into_any()
}

/// Labels and what stands in their fields, beside each other.
fn line(cells: &[(String, Vec<String>)]) -> AnyView {
    let cell = |(label, said): &(String, Vec<String>)| view! { <th scope="row">{label.clone()}</th><td>{lines(said)}</td> }.into_any();
    let pair = cells.len() > 1;
    view! { <table class="Sheet__table" class:Sheet__table--pair=pair><tbody><tr>{cells.iter().map(cell).collect_view()}</tr></tbody></table> }
        .into_any()
}

fn table(shares: &[u32], head: &[String], rows: &[Vec<Vec<String>>]) -> AnyView {
    let all = shares.iter().sum::<u32>().max(1);
    let columns = shares.iter().map(|share| view! { <col style:width=format!("{}%", f64::from(share * 1000 / all) / 10.0) /> }.into_any());
    let columns = columns.collect_view();
    let head = head.iter().map(|label| view! { <th scope="col">{label.clone()}</th> }.into_any()).collect_view();
    let row = |cells: &Vec<Vec<String>>| {
        let cells = cells.iter().map(|said| view! { <td>{lines(said)}</td> }.into_any()).collect_view();
        view! { <tr>{cells}</tr> }.into_any()
    };
    let drawn = rows.iter().map(row).collect_view();
    view! { <table class="Sheet__table Sheet__table--rows"><colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead><tbody>{drawn}</tbody></table> }.into_any()
}

fn side(words: Words, side: &Side) -> AnyView {
    let hands = side.hands.iter().map(|Hand { args, is_changed }| {
        let changed = is_changed.then(|| view! { <span>{words.t(key!("sign.changed"))}</span> });
        view! { <div class="Sheet__hand">{hand(words, args)}<span>{args.text("name").to_owned()}</span>{changed}</div> }.into_any()
    });
    view! { <div class="Sheet__side"><p>{side.label.clone()}</p>{hands.collect_view()}<p>{side.days.clone()}</p></div> }.into_any()
}
