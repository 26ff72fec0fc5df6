//! One document of the demo city, from its opening to yesterday.

use shared::{
    documents::DocumentKind,
    forms::{Kind, Register},
    ids::{CommandId, DocumentId},
    people::District,
    records::edit::Edit,
    sync::wire::FromRelay,
    time::Timestamp,
    vocab::InspectionLevel,
    words::Locale,
    workflow::{Act, Args, Command, RULES, rule},
};

use super::{
    DemoError,
    calendar::Calendar,
    files::{Event, Failure, Files, Writing},
    names::Names,
    pen::{self, Rows},
};
use crate::{
    desk::Asker,
    pen::{PenError, write},
    random,
    relay::Relay,
};

/// What happens in a document, day by day.
pub(super) struct Story<'a> {
    relay: &'a Relay,
    names: &'a Names<'a>,
    name: String,
    /// Who is meant by `opener`, `district` and `enterprise`.
    people: [(&'static str, String); 3],
    calendar: Calendar,
    events: Vec<Event>,
    writings: Vec<Writing>,
    rows: Rows,
    begun: Option<(DocumentId, DocumentKind)>,
}

impl<'a> Story<'a> {
    /// The story of a document: of the case of a failure, where it is one.
    pub(super) fn of(
        relay: &'a Relay,
        names: &'a Names<'a>,
        files: &Files,
        (name, failure): (String, Option<Failure>),
        now: Timestamp,
    ) -> Result<Self, DemoError> {
        let fill = |text: &str| match &failure {
            Some(failure) => failure.iter().fold(text.to_owned(), |text, (heading, cell)| text.replace(&format!("{{{heading}}}"), cell)),
            None => text.to_owned(),
        };
        let events: Vec<Event> = files.events(&name, failure.is_some());
        let events: Vec<Event> = events.into_iter().map(|event| Event { args: fill(&event.args), ..event }).collect();
        let writings = files.writings(&name, fill, failure.is_some());
        let last = events.iter().map(|event| event.day).chain(writings.iter().map(|writing| writing.day)).max().unwrap_or(0);
        let calendar = match &failure {
            Some(_) => Calendar::ending(last, name.parse().unwrap_or(0), now),
            None => Calendar::of_today(now),
        };
        let people = failure.as_ref().map_or_else(|| Ok(Default::default()), |failure| people(names, failure))?;
        Ok(Self { relay, names, name, people, calendar, events, writings, rows: Rows::default(), begun: None })
    }

    /// The first day on which something happens, counted from today.
    pub(super) fn begins(&self) -> i64 {
        self.events.iter().map(|event| self.calendar.seen_from_today(event.day)).min().unwrap_or(0)
    }

    /// Lets everything happen that the files say of a day, which is so many days from today.
    pub(super) async fn live_through(&mut self, from_today: i64) -> Result<(), DemoError> {
        let day = self.calendar.day(from_today);
        let (events, writings) =
            (self.of_day(&self.events, |event| event.day == day), self.of_day(&self.writings, |writing| writing.day == day));
        let (openings, others): (Vec<Event>, Vec<Event>) = events.into_iter().partition(|event| event.act == Act::Open);
        let mut step = 0;
        for event in openings {
            self.act(&event, self.calendar.moment(day, step)).await?;
        }
        for sitting in writings.chunk_by(|a, b| a.by == b.by) {
            step += 1;
            self.write(sitting, self.calendar.moment(day, step)).await?;
        }
        for event in others {
            step += 1;
            self.act(&event, self.calendar.moment(day, step)).await?;
        }
        Ok(())
    }

    fn of_day<T: Clone>(&self, all: &[T], is_of: impl Fn(&T) -> bool) -> Vec<T> {
        all.iter().filter(|one| is_of(one)).cloned().collect()
    }

    async fn write(&mut self, sitting: &[Writing], at: Timestamp) -> Result<(), DemoError> {
        let (Some(first), Some((document, _))) = (sitting.first(), self.begun) else { return Err(self.wrong("nothing is open")) };
        let mut edits: Vec<Edit> = Vec::new();
        for writing in sitting {
            for (path, text) in pen::each(&writing.path, &writing.text) {
                edits.extend(self.rows.edits(&path, &text, at, self.names, self.calendar)?);
            }
        }
        let asker = self.asker(&first.by, at)?;
        write(&self.relay.desks, &asker, document, &edits).await.map_err(|error| match error {
            PenError::Store(error) => DemoError::Store(error),
            PenError::Refused(refusal) => DemoError::Refused(format!("what {} wrote", asker.person.name), refusal),
            PenError::Failed(what) => self.wrong(&what),
        })
    }

    async fn act(&mut self, event: &Event, at: Timestamp) -> Result<(), DemoError> {
        let asker = self.asker(&event.by, at)?;
        let mut args: Vec<(&str, &str)> = event.args.split(';').filter_map(|arg| arg.split_once('=')).collect();
        let kind = args.iter().position(|(key, _)| *key == "kind" && event.act == Act::Open).map(|at| args.remove(at).1);
        let kind = kind.map_or_else(|| self.begun.map(|(_, kind)| kind), DocumentKind::of_code);
        let kind = kind.ok_or_else(|| self.wrong("it is not said what begins"))?;
        let command = Command {
            id: CommandId(random::bytes()),
            act: event.act,
            on: at.day(),
            args: self.args(kind, event.act, &args)?,
            heads: Vec::new(),
            rules: RULES,
        };
        let refused = match self.begun {
            None => match self.relay.desks.create(asker, kind, command).await? {
                Ok(document) => {
                    self.names.call(&self.name, document);
                    self.begun = Some((document, kind));
                    None
                }
                Err(refusal) => Some(refusal),
            },
            Some((document, _)) => {
                let mut answer = None;
                self.relay.desks.command(asker, document, command, |said| answer = Some(said)).await;
                match answer {
                    Some(FromRelay::Decided { refused, .. }) => refused,
                    other => return Err(self.wrong(&format!("no decision but {other:?}"))),
                }
            }
        };
        match refused {
            None => Ok(()),
            Some(refusal) => Err(DemoError::Refused(format!("{} in {}", event.act.code(), self.name), refusal)),
        }
    }

    fn args(&self, kind: DocumentKind, act: Act, told: &[(&str, &str)]) -> Result<Args, DemoError> {
        let asks = rule(kind, act).map_or(&[][..], |rule| rule.asks);
        let mut args = Args::default();
        for (key, text) in told {
            let Some(field) = asks.iter().find(|field| field.key == *key) else {
                return Err(self.wrong(&format!("{} is not told {key}", act.code())));
            };
            let text = self.login(text);
            args.put(
                key,
                match field.kind {
                    Kind::Pick(Register::Rows(table)) => self.rows.id(table, text).unwrap_or_default(),
                    kind => self.names.value(&kind, text, self.calendar)?,
                },
            );
        }
        Ok(args)
    }

    fn asker(&self, by: &str, at: Timestamp) -> Result<Asker, DemoError> {
        self.names.city.asker(self.login(by), at)
    }

    fn login<'b>(&'b self, name: &'b str) -> &'b str {
        self.people.iter().find(|(role, _)| *role == name).map_or(name, |(_, login)| login)
    }

    fn wrong(&self, what: &str) -> DemoError {
        DemoError::Data(format!("{}: {what}", self.name))
    }
}

/// Who opens the case, whose district and which enterprise it is.
fn people(names: &Names<'_>, failure: &Failure) -> Result<[(&'static str, String); 3], DemoError> {
    let cell = |heading: &str| failure.get(heading).map_or("", String::as_str);
    let district = named(District::ALL, |district| district.words().text(Locale::Chinese), cell("所属区"))?;
    let level = named(InspectionLevel::ALL, |level| level.words().text(Locale::Chinese), cell("抽查类别"))?;
    let district = names.city.district(district)?.to_owned();
    let opener = match level {
        InspectionLevel::National | InspectionLevel::Provincial | InspectionLevel::Municipal => "shiju".to_owned(),
        InspectionLevel::District => district.clone(),
    };
    let enterprise = names.city.enterprise(cell("受检单位"))?.to_owned();
    Ok([("opener", opener), ("district", district), ("enterprise", enterprise)])
}

/// The value whose Chinese words these are.
fn named<T: Copy>(all: &[T], words: impl Fn(T) -> &'static str, text: &str) -> Result<T, DemoError> {
    all.iter().copied().find(|value| words(*value) == text).ok_or_else(|| DemoError::Data(format!("{text} is not in the vocabulary")))
}
