//! One case of the demo city, from its opening to yesterday.

use shared::{
    ids::{CommandId, DocumentId},
    people::District,
    records::edit::Edit,
    sync::wire::FromRelay,
    time::Timestamp,
    vocab::{InspectionLevel, Source},
    words::Locale,
    workflow::{Act, ActKind, Command},
};

use super::{
    DemoError,
    calendar::Calendar,
    files::{self, Event, Failure, Writing, expert_ids},
    pen::{self, Rows},
    people::City,
};
use crate::{random, relay::Relay};

/// Opens the case and lets everything happen in it that the files say.
pub(super) async fn lay_out(relay: &Relay, city: &City, failure: Failure, now: Timestamp) -> Result<(), DemoError> {
    let (events, writings) = (files::events(failure.number)?, files::writings(failure.number)?);
    let last = events.iter().map(|event| event.day).chain(writings.iter().map(|writing| writing.day)).max().unwrap_or(0);
    let district = named(District::ALL, |district| district.words().text(Locale::Chinese), &failure.district)?;
    let calendar = Calendar::ending(last, failure.number, now);
    let mut story = Story { relay, city, district, calendar, document: DocumentId([0; 16]), rows: Rows::default(), failure };
    story.open().await?;
    let sittings: Vec<&[Writing]> = writings.chunk_by(|a, b| (a.day, &a.by) == (b.day, &b.by)).collect();
    for day in 0..=last {
        let mut step = 0;
        for sitting in &sittings {
            if sitting[0].day == day {
                step += 1;
                story.write(sitting, calendar.moment(day, step)).await?;
            }
        }
        for event in &events {
            if event.day == day {
                step += 1;
                story.act(event, calendar.moment(day, step)).await?;
            }
        }
    }
    Ok(())
}

struct Story<'a> {
    relay: &'a Relay,
    city: &'a City,
    failure: Failure,
    district: District,
    calendar: Calendar,
    document: DocumentId,
    rows: Rows,
}

impl Story<'_> {
    /// The bureau that ordered the spot check, or was told of it, opens the case and fills in what was published.
    async fn open(&mut self) -> Result<(), DemoError> {
        let level = named(InspectionLevel::ALL, |level| level.words().text(Locale::Chinese), &self.failure.level)?;
        let opener = match level {
            InspectionLevel::National | InspectionLevel::Provincial | InspectionLevel::Municipal => "shiju",
            InspectionLevel::District => self.city.district(self.district)?,
        };
        let enterprise = self.city.person(self.city.enterprise(&self.failure.enterprise)?)?.org.id;
        let asker = self.city.asker(opener, self.calendar.moment(0, 0))?;
        let command = self.command(Act::Open { enterprise, district: self.district }, asker.now);
        let opened = self.relay.desks.create(asker.clone(), command).await?;
        self.document = opened.map_err(|refusal| DemoError::Refused("opening a case".into(), refusal))?;
        let edits = self.intake(level, asker.now);
        pen::write(self.relay, &asker, self.document, &edits).await
    }

    /// The cells exactly as published; what is missing stays missing.
    fn intake(&mut self, level: InspectionLevel, now: Timestamp) -> Vec<Edit> {
        let Failure { enterprise, product, trademark, model, made, failed, basis, body, report_no, note, .. } = self.failure.clone();
        #[rustfmt::skip]
        let cells = [
            ("source",          Source::SpotCheck.code().to_owned()),
            ("level",           level.code().to_owned()),
            ("enterprise",      enterprise),
            ("district",        self.district.code().to_owned()),
            ("product",         product),
            ("trademark",       trademark),
            ("model",           model),
            ("made",            made),
            ("report_no",       report_no),
            ("inspection_body", body),
            ("note",            note),
        ];
        let cells = cells.map(|(key, text)| (format!("intake.{key}"), text));
        let items = failed.split(['、', '；']).zip('a'..).flat_map(|(item, row)| {
            [("item", item), ("basis", basis.as_str())].map(|(cell, text)| (format!("intake.failed_items.{row}.{cell}"), text.to_owned()))
        });
        let filled = cells.into_iter().chain(items).filter(|(_, text)| !text.is_empty());
        filled.collect::<Vec<_>>().into_iter().flat_map(|(path, text)| self.rows.edits(&path, text, now.0)).collect()
    }

    async fn write(&mut self, writings: &[Writing], at: Timestamp) -> Result<(), DemoError> {
        let Some(first) = writings.first() else { return Ok(()) };
        let edits: Vec<Edit> =
            writings.iter().flat_map(|writing| self.rows.edits(&writing.path, self.calendar.text(&writing.text), at.0)).collect();
        pen::write(self.relay, &self.city.asker(&first.by, at)?, self.document, &edits).await
    }

    async fn act(&self, event: &Event, at: Timestamp) -> Result<(), DemoError> {
        let login = match event.by.as_str() {
            "district" => self.city.district(self.district)?,
            "enterprise" => self.city.enterprise(&self.failure.enterprise)?,
            login => login,
        };
        let command = Command { number: event.number.clone(), reason: event.reason.clone(), ..self.command(self.kind(event)?, at) };
        let mut answer = None;
        self.relay.desks.command(self.city.asker(login, at)?, self.document, command, |said| answer = Some(said)).await;
        match answer {
            Some(FromRelay::Decided { refused: None, .. }) => Ok(()),
            Some(FromRelay::Decided { refused: Some(refusal), .. }) => {
                Err(DemoError::Refused(format!("{} in case {}", event.act.code(), event.case), refusal))
            }
            other => Err(DemoError::Data(format!("no decision but {other:?}"))),
        }
    }

    fn command(&self, act: Act, at: Timestamp) -> Command {
        Command { id: CommandId(random::bytes()), act, on: at.day(), number: String::new(), reason: String::new() }
    }

    fn kind(&self, event: &Event) -> Result<Act, DemoError> {
        Ok(match event.act {
            ActKind::Open => return Err(DemoError::Data("a case is opened once".into())),
            ActKind::Designate => Act::Designate {
                unit: self.city.person("danwei")?.org.id,
                group: expert_ids(&event.group, |login| self.city.person(login).ok().map(|person| person.id))?,
            },
            ActKind::Serve
            | ActKind::Start
            | ActKind::FilePlan
            | ActKind::SubmitRecord
            | ActKind::FailRecheck
            | ActKind::PassRecheck
            | ActKind::IssueNotice
            | ActKind::ReceiveNotice
            | ActKind::Resume
            | ActKind::Withdraw
            | ActKind::Close => event.act.plain().ok_or_else(|| DemoError::Data("this act needs more than its kind".into()))?,
        })
    }
}

/// The value whose Chinese words these are.
fn named<T: Copy>(all: &[T], words: impl Fn(T) -> &'static str, text: &str) -> Result<T, DemoError> {
    all.iter().copied().find(|value| words(*value) == text).ok_or_else(|| DemoError::Data(format!("{text} is not in the vocabulary")))
}
