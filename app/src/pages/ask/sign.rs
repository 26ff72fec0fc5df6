//! The sheet on which somebody signs a form: what is signed, as whom, and a glass to sign on. Whoever cannot draw types the name;
//! what was signed on paper is entered with its own day and signer.

mod instead;
mod what;

use leptos::{ev::SubmitEvent, prelude::*};
use shared::{
    forms::{self, Path, Section},
    ids::Hash,
    key,
    people::{Person, Role},
    signing::{self, Strokes},
    time,
    vocab::SignedAs,
    workflow::{Act, Args, Code, Command, RULES, Refusal, rule},
};

use super::{Send, Wish, arg::lack};
use instead::{paper, typed};
use what::{now, what};

use crate::{
    data::{clock, draw},
    memo::Memo,
    state::{Document, Words, use_session, use_words},
    ui::{Choice, GlassWords, Icon, glass, icon, live},
};

/// What the sheet holds.
#[derive(Clone, Copy)]
struct Sheet {
    document: Document,
    section: &'static Section,
    args: RwSignal<Args>,
    drawn: RwSignal<Strokes>,
    /// What the form said when the person began to sign, or said last that they had seen it.
    seen: RwSignal<Option<Hash>>,
    day: RwSignal<String>,
    refused: RwSignal<Option<Refusal>>,
    words: Words,
}

/// Draws it; `done` closes it, `instead` opens another act in its place.
pub(super) fn form(
    wish: &Wish,
    section: &'static str,
    document: Document,
    send: Send,
    done: Callback<()>,
    instead: Callback<Wish>,
) -> AnyView {
    let words = use_words();
    let (Some(section), Some(person)) = (forms::section(section), untrack(|| use_session().person())) else { return ().into_any() };
    let sheet = Sheet {
        document,
        section,
        args: RwSignal::new(wish.args.clone()),
        drawn: RwSignal::new(Strokes { height: 400, strokes: Vec::new() }),
        seen: RwSignal::new(untrack(|| now(document, section))),
        day: RwSignal::new(clock::now().day().to_string()),
        refused: RwSignal::new(None),
        words,
    };
    sheet.sign_as(&person, if person.role == Role::Expert { SignedAs::Expert } else { SignedAs::QualityHead });
    let act = wish.act;
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let refused = sheet.command(act).map_or_else(Some, |command| send.run(command));
        let is_fine = refused.is_none();
        sheet.refused.set(refused);
        if is_fine {
            done.run(());
        }
    };
    let problem = move || {
        sheet.refused.get().map(|refusal| {
            view! { <p class="Problem" role="alert" data-refusal=refusal.code.code()>{icon(Icon::Stop)}{words.refusal(&refusal)}</p> }
        })
    };
    let refuse = Wish::plain(wish.kind, Act::RefuseSignature);
    let can_refuse = rule(refuse.kind, refuse.act).is_some_and(|rule| rule.roles.contains(&person.role));
    let refuse = can_refuse.then(|| {
        view! { <button type="button" class="Link" id="sign-refuse" on:click=move |_| instead.run(refuse.clone())>{words.t(key!("sign.refuse"))}</button> }
    });
    view! {
        <form class="Form Sign" novalidate=true on:submit=submit data-dialog=act.code()>
            {what(sheet, done)}
            {who(sheet, person)}
            {hand(sheet)}
            {typed(sheet)}
            {paper(sheet)}
            {live(problem)}
            <p class="Quiet">{words.t(key!("next.queued_hint"))}</p>
            <div class="Row">
                <button type="submit" class="Button Button--primary" id="act-submit">{words.t(act.words())}</button>
                {refuse}
            </div>
        </form>
    }
    .into_any()
}

impl Sheet {
    fn text(self, key: &'static str) -> Signal<String> {
        Signal::derive(move || self.args.with(|args| args.text(key).to_owned()))
    }

    fn put(self, key: &'static str, text: String) {
        self.args.update(|args| args.put(key, text));
    }

    /// As whom somebody signs, with what is known of them: the expert who works here, or the quality head before this expert.
    fn sign_as(self, person: &Person, who: SignedAs) {
        let head = Path::section_root(&forms::of_round(self.section, self.round())).cell("quality_head");
        let (name, witness) = match (who, person.role) {
            (SignedAs::Expert, _) => (person.name.clone(), String::new()),
            (SignedAs::QualityHead, Role::Expert) => (untrack(|| self.document.text(&head)), person.name.clone()),
            (SignedAs::QualityHead, _) => (untrack(|| self.document.text(&head)), String::new()),
        };
        self.args.update(|args| {
            for (key, text) in [("as", who.code().to_owned()), ("name", name), ("witness", witness), (signing::TYPED, String::new())] {
                args.put(key, text);
            }
        });
        self.drawn.update(|drawn| drawn.strokes.clear());
    }

    fn round(self) -> u16 {
        untrack(|| self.document.read(|view| view.state.round)).unwrap_or(1)
    }

    /// It was signed on paper, by somebody else perhaps, and is entered here.
    fn is_from_paper(self) -> bool {
        self.args.with(|args| !args.text("signer").trim().is_empty())
    }

    /// The wish to sign.
    fn command(self, act: Act) -> Result<Command, Refusal> {
        let (mut args, drawn, now) = (self.args.get_untracked(), self.drawn.get_untracked(), clock::now());
        let mut on = now.day();
        if untrack(|| self.is_from_paper()) {
            let no_day = || Refusal { place: Some(Path::field("arg", "on")), ..Code::Untold.into() };
            on = time::day(&self.day.get_untracked()).ok_or_else(no_day)?;
            args.put(signing::TYPED, String::new());
        } else {
            args.put(signing::SIGNED, self.seen.get_untracked().map(Hash::to_hex).unwrap_or_default());
            args.put(signing::SIGNED_AT, now.0.to_string());
            if args.text(signing::TYPED).trim().is_empty() {
                if !drawn.is_something() {
                    return Err(Code::NothingDrawn.into());
                }
                args.put(signing::STROKES, drawn.thinned().to_text());
            }
        }
        Ok(Command { id: draw::command(), act, on, args, heads: Vec::new(), rules: RULES })
    }
}

/// As whom and under which name; before whom, where the quality head signs on an expert's device.
fn who(sheet: Sheet, person: Person) -> AnyView {
    let words = sheet.words;
    let is_expert = person.role == Role::Expert;
    let known = SignedAs::ALL.iter().filter(|who| is_expert || **who == SignedAs::QualityHead);
    let options = known.map(|who| (who.code(), words.t(who.words()))).collect();
    let me = person.name.clone();
    let on_pick = Callback::new(move |code: String| {
        if let Some(who) = SignedAs::of_code(&code) {
            sheet.sign_as(&person, who);
        }
    });
    let is_before_witness = Memo::new(move |_| is_expert && sheet.args.with(|args| args.text("as") == SignedAs::QualityHead.code()));
    let witness = move || {
        is_before_witness.get().then(|| {
            view! { <p class="Notice Sign__witness" data-witness=me.clone()>{icon(Icon::Me)}{words.fill(key!("sign.witnessed"), &[("me", &me)])}</p> }
        })
    };
    let name = sheet.text("name");
    view! {
        <div class="Field" data-path="arg.as">
            <span class="Field__label" id="arg-as-label">{words.t(key!("arg.as"))}</span>
            <Choice id="arg-as".to_owned() name="as".to_owned() labelled_by="arg-as-label".to_owned() options nothing=None value=sheet.text("as") on_pick/>
        </div>
        {live(witness)}
        <div class="Field" data-path="arg.name">
            <label class="Field__label" for="arg-name">{words.t(key!("sign.name"))}</label>
            <input class="Input" id="arg-name" name="name" autocomplete="off" aria-describedby="arg-name-note" prop:value=name on:input=move |event| sheet.put("name", event_target_value(&event))/>
            {lack(sheet.refused, "name")}
        </div>
    }
    .into_any()
}

/// The glass, as long as nobody types instead and nothing is entered from paper.
fn hand(sheet: Sheet) -> AnyView {
    let words = sheet.words;
    let is_needed = Memo::new(move |_| !sheet.is_from_paper() && sheet.args.with(|args| args.text(signing::TYPED).is_empty()));
    live(move || {
        let said = GlassWords {
            label: words.t(key!("sign.glass")),
            hint: words.t(key!("sign.hint")),
            undo: words.t(key!("sign.undo")),
            clear: words.t(key!("sign.clear")),
        };
        is_needed.get().then(|| glass(said, sheet.drawn))
    })
}
