//! The page: the form's table as HTML that needs nothing but a browser.

use automerge::ChangeHash;
use maud::{DOCTYPE, Markup, html};
use shared::{
    forms::{DELETED, Field, Kind, Need, Path, RANK, Section, YES, handed_in::Problem},
    ids::{CommandId, Hash},
    key,
    records::read::Content,
    vocab::Vocabulary,
    words::{Key, Locale, refusal_in_words},
    workflow::{Act, Refusal, State},
};

use super::posted::NEW;

/// What the page shows.
pub(super) struct Page<'a> {
    pub(super) locale: Locale,
    pub(super) section: &'static Section,
    /// The enterprise that is asked; stands in E.1 until something else is written there.
    pub(super) name: &'a str,
    pub(super) content: &'a Content,
    pub(super) state: &'a State,
    /// The version that is shown; comes back with what is written.
    pub(super) heads: &'a [Hash],
    /// Names the handing in, so that two taps are one.
    pub(super) command: CommandId,
    /// What there is to say of what was just done.
    pub(super) said: Said,
}

/// What was just done.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Said {
    /// Nothing yet.
    Nothing,
    /// What was written is kept.
    Kept,
    /// The rules said no.
    Refused(Refusal),
}

/// The whole page.
pub(super) fn page(page: &Page<'_>) -> Markup {
    let title = page.section.title.text(page.locale);
    let is_answered = page.state.did(Act::AnswerSurvey) && page.state.is_frozen(&Path::section_root(page.section.key));
    frame(
        page.locale,
        title,
        &html! {
            h1 { (title) }
            p .quiet { (page.name) }
            (page.said())
            @if is_answered { (page.answered()) } @else { (page.form()) }
        },
    )
}

/// The page when there is nothing to answer at this address.
pub(crate) fn nothing(locale: Locale) -> Markup {
    let title = key!("section.survey").text(locale);
    frame(locale, title, &html! { h1 { (title) } p .note.bad { (key!("plain.nothing").text(locale)) } })
}

fn frame(locale: Locale, title: &str, body: &Markup) -> Markup {
    let others = Locale::ALL.into_iter().filter(|other| *other != locale);
    html! {
        (DOCTYPE)
        html lang=(locale.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (title) " · " (key!("app.name").text(locale)) }
                link rel="stylesheet" href="/survey/style.css";
            }
            body {
                header {
                    strong { (key!("app.name").text(locale)) }
                    nav { @for other in others { a href={ "?lang=" (other.tag()) } lang=(other.tag()) { (key!("plain.language").text(other)) } } }
                }
                main { (body) }
            }
        }
    }
}

impl Page<'_> {
    fn t(&self, key: Key) -> &'static str {
        key.text(self.locale)
    }

    fn said(&self) -> Markup {
        match &self.said {
            Said::Nothing => html! {},
            Said::Kept => html! { p .note.good role="status" { (self.t(key!("plain.kept"))) } },
            Said::Refused(refusal) => html! {
                div .note.bad role="alert" data-refusal=(refusal.code.code()) {
                    p { (refusal_in_words(self.locale, refusal)) }
                    ul {
                        @for problem in &refusal.lacks {
                            li { a href={ "#" (problem.place.as_str()) } { (self.label_at(&problem.place)) } " " (self.t(problem.lack.words())) }
                        }
                    }
                }
            },
        }
    }

    fn label_at(&self, place: &Path) -> &'static str {
        place.form_field().map_or("", |field| self.t(field.label))
    }

    /// Thanks, what was answered, and the way to correct it.
    fn answered(&self) -> Markup {
        let root = Path::section_root(self.section.key);
        html! {
            p .note.good role="status" { (self.t(key!("plain.thanks"))) }
            dl { @for field in self.section.fields { (self.answer(field, &root.cell(field.key))) } }
            form method="post" {
                (self.hidden())
                label for="reason" { (self.t(key!("plain.reason"))) }
                textarea #reason name="reason" rows="2" {}
                button name="do" value="revise" { (self.t(key!("plain.correct"))) }
            }
        }
    }

    fn answer(&self, field: &Field, path: &Path) -> Markup {
        let text = match field.kind {
            Kind::Line | Kind::Prose | Kind::ProseWithin(_) | Kind::Day | Kind::Number => self.content.text(path).to_owned(),
            Kind::Choice(vocabulary) => self.words(vocabulary, self.content.text(path)).to_owned(),
            Kind::Ticks(vocabulary) | Kind::Ranked(vocabulary) => {
                let marks = self.content.marks(path).iter().map(|mark| self.words(vocabulary, &mark.option));
                marks.collect::<Vec<_>>().join(self.t(key!("app.comma")))
            }
            Kind::Rows(_) => {
                let names = self.content.live_rows(path).map(|row| self.content.text(&path.row(&row.id).cell("name")));
                names.collect::<Vec<_>>().join(self.t(key!("app.comma")))
            }
            Kind::Pick(_) | Kind::Picks(_) | Kind::Files | Kind::Each(..) | Kind::Shown(_) => return html! {},
        };
        html! { @if !text.is_empty() { dt { (self.t(field.label)) } dd { (text) } } }
    }

    fn form(&self) -> Markup {
        let root = Path::section_root(self.section.key);
        html! {
            p { (self.t(key!("plain.lead"))) }
            form method="post" {
                (self.hidden())
                @for field in self.section.fields { (self.field(field, &root.cell(field.key))) }
                div .actions {
                    button .main name="do" value="answer" { (self.t(Act::AnswerSurvey.words())) }
                    button name="do" value="keep" { (self.t(key!("plain.keep"))) }
                }
            }
        }
    }

    fn hidden(&self) -> Markup {
        let heads = self.heads.iter().map(|head| ChangeHash::from(*head).to_string()).collect::<Vec<_>>().join(" ");
        html! {
            input type="hidden" name="lang" value=(self.locale.tag());
            input type="hidden" name="seen" value=(heads);
            input type="hidden" name="command" value=(self.command);
        }
    }

    fn field(&self, field: &'static Field, path: &Path) -> Markup {
        let control = match field.kind {
            Kind::Line => self.line(field, path),
            Kind::Number => html! { input id=(path.as_str()) name=(path.as_str()) inputmode="decimal" value=(self.content.text(path)); },
            Kind::Day => html! { input id=(path.as_str()) name=(path.as_str()) type="date" value=(self.content.text(path)); },
            Kind::Prose | Kind::ProseWithin(_) => {
                html! { textarea id=(path.as_str()) name=(path.as_str()) rows="4" { (self.content.text(path)) } }
            }
            Kind::Choice(vocabulary) => self.choice(field, vocabulary, path),
            Kind::Ticks(vocabulary) => self.ticks(vocabulary, path, false),
            Kind::Ranked(vocabulary) => self.ticks(vocabulary, path, true),
            Kind::Rows(cells) => self.rows(cells, path),
            Kind::Pick(_) | Kind::Picks(_) | Kind::Files | Kind::Each(..) | Kind::Shown(_) => return html! {},
        };
        let label = html! { (self.t(field.label)) @if is_required(field) { " " span .need { (self.t(key!("case.required"))) } } };
        let help = html! { @if let Some(help) = self.help(field) { p .quiet { (self.t(help)) } } };
        let lack = html! { @for problem in self.lacks(path) { p .bad { (self.t(problem.lack.words())) } } };
        match field.kind {
            Kind::Choice(_) | Kind::Ticks(_) | Kind::Ranked(_) | Kind::Rows(_) => {
                html! { fieldset id=(path.as_str()) tabindex="-1" { legend { (label) } (help) (lack) (control) } }
            }
            Kind::Line
            | Kind::Prose
            | Kind::ProseWithin(_)
            | Kind::Day
            | Kind::Number
            | Kind::Pick(_)
            | Kind::Picks(_)
            | Kind::Files
            | Kind::Each(..)
            | Kind::Shown(_) => html! { div .field { label for=(path.as_str()) { (label) } (help) (lack) (control) } },
        }
    }

    /// A ranking is made with numbers here, and its help says how to tap.
    fn help(&self, field: &Field) -> Option<Key> {
        match field.kind {
            Kind::Ranked(_) => Some(key!("plain.ranked")),
            _ => field.help,
        }
    }

    fn lacks(&self, path: &Path) -> impl Iterator<Item = &Problem> {
        let all = match &self.said {
            Said::Refused(refusal) => refusal.lacks.as_slice(),
            Said::Nothing | Said::Kept => &[],
        };
        all.iter().filter(move |problem| problem.place == *path)
    }

    fn line(&self, field: &Field, path: &Path) -> Markup {
        let written = self.content.text(path);
        let value = if written.is_empty() && *path == Path::field(self.section.key, "name") { self.name } else { written };
        html! { input id=(path.as_str()) name=(path.as_str()) aria-label=(self.t(field.label)) value=(value); }
    }

    fn choice(&self, field: &Field, vocabulary: &Vocabulary, path: &Path) -> Markup {
        let nothing = matches!(field.need, Need::Optional).then(|| ("", self.t(key!("case.no_choice"))));
        let options = vocabulary.values.iter().map(|(code, key)| (*code, self.t(*key))).chain(nothing);
        html! {
            @for (code, words) in options {
                label .option {
                    input type="radio" name=(path.as_str()) value=(code) checked[self.content.text(path) == code];
                    span { (words) }
                }
            }
        }
    }

    fn ticks(&self, vocabulary: &Vocabulary, path: &Path, is_ranked: bool) -> Markup {
        let ranked = self.content.marks(path).iter().filter(|mark| !mark.rank.is_empty());
        let ranked: Vec<&str> = ranked.map(|mark| mark.option.as_str()).collect();
        html! {
            @for (code, key) in vocabulary.values {
                div .option {
                    label {
                        input type="checkbox" name=(path.as_str()) value=(code) checked[self.content.has_mark(path, code)];
                        span { (self.t(*key)) }
                    }
                    @if is_ranked {
                        select name=(path.cell(&format!("{code}{RANK}")).as_str()) aria-label=(key!("plain.place_of").fill(self.locale, &[("what", self.t(*key))])) {
                            option value="" { (self.t(key!("plain.no_place"))) }
                            @for place in 1..=vocabulary.values.len() {
                                option value=(place) selected[ranked.get(place - 1) == Some(code)] { (place) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn rows(&self, cells: &'static [Field], path: &Path) -> Markup {
        let new = path.cell(NEW);
        html! {
            @for row in self.content.live_rows(path) {
                div .row {
                    @for cell in cells { @if let Kind::Line = cell.kind { (self.line(cell, &path.row(&row.id).cell(cell.key))) } }
                    label { input type="checkbox" name=(path.row(&row.id).cell(DELETED).as_str()) value=(YES); span { (self.t(key!("plain.remove"))) } }
                }
            }
            div .row {
                @for cell in cells { @if let Kind::Line = cell.kind {
                    input name=(new.cell(cell.key).as_str()) aria-label=(self.t(cell.label)) placeholder=(self.t(key!("plain.one_more")));
                } }
            }
        }
    }

    fn words(&self, vocabulary: &Vocabulary, code: &str) -> &'static str {
        vocabulary.words(code).map_or("", |key| self.t(key))
    }
}

fn is_required(field: &Field) -> bool {
    matches!(field.need, Need::Required | Need::Hard)
}
