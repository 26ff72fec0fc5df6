//! What is told of one operation: what it wants, what it answers, and how it can fail.

use std::collections::{BTreeMap, BTreeSet};

use shared::{
    sync::session::{COMPACT, Problem as Body, ProblemCode, WeakPassword},
    words::Locale,
};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        AllOfBuilder, ArrayBuilder, Content, HeaderBuilder, ObjectBuilder, Ref, RefOr, Required, ResponseBuilder, ResponsesBuilder, Schema,
        SecurityRequirement, Type,
        path::{Operation, OperationBuilder, Parameter, ParameterBuilder, ParameterIn},
        request_body::{RequestBody, RequestBodyBuilder},
    },
};

use crate::http::problem::Problem;

/// The name of the security scheme.
pub(super) const SESSION: &str = "session";
const JSON: &str = "application/json";

type Schemas = BTreeMap<String, RefOr<Schema>>;

/// An operation.
pub(crate) struct Told {
    summary: &'static str,
    id: Option<(&'static str, &'static str)>,
    more: Option<&'static str>,
    is_signed: bool,
    body: Option<RequestBody>,
    parameters: Vec<Parameter>,
    answers: Vec<(u16, ResponseBuilder)>,
    problems: BTreeSet<ProblemCode>,
    schemas: Schemas,
}

impl Told {
    /// One that asks the store, which may not be there, or notes there that somebody asked.
    pub(crate) fn of(summary: &'static str) -> Self {
        Self::fixed(summary).problems(&[ProblemCode::Unavailable, ProblemCode::StoreFull])
    }

    /// One that answers what is known.
    pub(crate) fn fixed(summary: &'static str) -> Self {
        Self {
            summary,
            id: None,
            more: None,
            is_signed: false,
            body: None,
            parameters: Vec::new(),
            answers: Vec::new(),
            problems: BTreeSet::new(),
            schemas: Schemas::new(),
        }
    }

    /// Its handler.
    pub(crate) fn named(self, noun: &'static str, handler: &'static str) -> Self {
        Self { id: Some((noun, handler)), ..self }
    }

    /// What else there is to say.
    pub(crate) fn more(self, more: &'static str) -> Self {
        Self { more: Some(more), ..self }
    }

    /// For whoever is signed in.
    pub(crate) fn signed(self) -> Self {
        Self { is_signed: true, ..self }.problems(&[ProblemCode::SignedOut, ProblemCode::Revoked])
    }

    /// For administrators.
    pub(crate) fn admin(self) -> Self {
        self.signed().problems(&[ProblemCode::Forbidden])
    }

    /// Wants this value, in either form.
    pub(crate) fn takes<T: ToSchema>(mut self) -> Self {
        let content = Content::new(Some(self.schema::<T>()));
        let body = RequestBodyBuilder::new().required(Some(Required::True)).content(JSON, content);
        self.body = Some(body.content(COMPACT, bytes()).build());
        self.problems(&[ProblemCode::BadRequest])
    }

    /// Wants a list of these values, in either form.
    pub(crate) fn takes_list<T: ToSchema>(mut self) -> Self {
        let content = Content::new(Some(ArrayBuilder::new().items(self.schema::<T>())));
        let body = RequestBodyBuilder::new().required(Some(Required::True)).content(JSON, content);
        self.body = Some(body.content(COMPACT, bytes()).build());
        self.problems(&[ProblemCode::BadRequest])
    }

    /// Wants bytes of this media type.
    pub(crate) fn takes_bytes(self, media_type: &str, about: &str) -> Self {
        Self { body: Some(RequestBodyBuilder::new().description(Some(about)).content(media_type, bytes()).build()), ..self }
    }

    /// Wants or looks at a header.
    pub(crate) fn wants(mut self, name: &str, required: Required, about: &str) -> Self {
        self.parameters.push(parameter(name, ParameterIn::Header, required, about, text()));
        self
    }

    /// Looks at a part of the query.
    pub(crate) fn query(mut self, name: &str, kind: Type, about: &str) -> Self {
        let schema = ObjectBuilder::new().schema_type(kind).into();
        self.parameters.push(parameter(name, ParameterIn::Query, Required::False, about, schema));
        self
    }

    /// Answers a value in JSON.
    pub(crate) fn answers<T: ToSchema>(mut self, status: u16, about: &str) -> Self {
        let content = Content::new(Some(self.schema::<T>()));
        self.answer(status, about, |answer| answer.content(JSON, content))
    }

    /// Answers a list in JSON.
    pub(crate) fn lists<T: ToSchema>(mut self, about: &str) -> Self {
        let content = Content::new(Some(ArrayBuilder::new().items(self.schema::<T>())));
        self.answer(200, about, |answer| answer.content(JSON, content))
    }

    /// Answers a list in either form.
    pub(crate) fn lists_in_either_form<T: ToSchema>(mut self, about: &str) -> Self {
        let content = Content::new(Some(ArrayBuilder::new().items(self.schema::<T>())));
        self.answer(200, about, |answer| answer.content(JSON, content).content(COMPACT, bytes()))
    }

    /// Answers a value in either form.
    pub(crate) fn answers_in_either_form<T: ToSchema>(mut self, status: u16, about: &str) -> Self {
        let content = Content::new(Some(self.schema::<T>()));
        self.answer(status, about, |answer| answer.content(JSON, content).content(COMPACT, bytes()))
    }

    /// Answers bytes of one of these media types.
    pub(crate) fn answers_bytes<'a>(self, status: u16, about: &str, media_types: impl IntoIterator<Item = &'a str>) -> Self {
        self.answer(status, about, |answer| media_types.into_iter().fold(answer, |answer, media_type| answer.content(media_type, bytes())))
    }

    /// Answers text of this media type.
    pub(crate) fn answers_text(self, status: u16, about: &str, media_type: &str) -> Self {
        self.answer(status, about, |answer| answer.content(media_type, Content::new(Some(text()))))
    }

    /// Answers without a body.
    pub(crate) fn done(self, status: u16, about: &str) -> Self {
        self.answer(status, about, |answer| answer)
    }

    /// The answer told last has this header.
    pub(crate) fn with(mut self, name: &str, about: &str) -> Self {
        let (status, answer) = self.answers.pop().expect("an answer was told before");
        let header = HeaderBuilder::new().schema(Some(text())).description(Some(about)).build();
        self.answers.push((status, answer.header(name, header)));
        self
    }

    /// It may fail so.
    pub(crate) fn problems(mut self, codes: &[ProblemCode]) -> Self {
        self.problems.extend(codes);
        self
    }

    pub(super) fn reads(self) -> Self {
        self
    }

    /// Another site's page may not.
    pub(super) fn writes(self) -> Self {
        self.problems(&[ProblemCode::BadRequest])
    }

    pub(super) fn operation(mut self, path: &str, schemas: &mut Schemas) -> Operation {
        self.parameters.extend(path.split(['{', '}']).skip(1).step_by(2).map(of_path));
        let mut failing: BTreeMap<u16, Vec<ProblemCode>> = BTreeMap::new();
        for code in std::mem::take(&mut self.problems) {
            failing.entry(Problem(code).status().as_u16()).or_default().push(code);
        }
        for (status, codes) in failing {
            let schema = self.problem(&codes);
            let lines: Vec<String> =
                codes.iter().map(|code| format!("`{}`: {}", code.code(), code.words().text(Locale::English))).collect();
            self = self.answer(status, &lines.join("\n\n"), |answer| answer.content(JSON, Content::new(Some(schema))));
        }
        let answers = self.answers.into_iter().map(|(status, answer)| (status.to_string(), answer.build()));
        let (noun, handler) = self.id.expect("the table names every operation");
        let mut operation = OperationBuilder::new()
            .tag(noun)
            .operation_id(Some(format!("{noun}_{handler}")))
            .summary(Some(self.summary))
            .description(self.more)
            .parameters((!self.parameters.is_empty()).then_some(self.parameters))
            .request_body(self.body)
            .responses(ResponsesBuilder::new().responses_from_iter(answers).build());
        if self.is_signed {
            operation = operation.security(SecurityRequirement::new(SESSION, [""; 0]));
        }
        schemas.extend(self.schemas);
        operation.build()
    }

    /// A problem with one of these codes.
    fn problem(&mut self, codes: &[ProblemCode]) -> RefOr<Schema> {
        if codes == [ProblemCode::WeakPassword] {
            return self.schema::<WeakPassword>();
        }
        let code = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(codes.iter().map(|code| code.code())));
        let narrowed = ObjectBuilder::new().property("code", code).required("code");
        AllOfBuilder::new().item(Ref::from_schema_name("Problem")).item(narrowed).into()
    }

    fn answer(mut self, status: u16, about: &str, fill: impl FnOnce(ResponseBuilder) -> ResponseBuilder) -> Self {
        assert!(self.answers.iter().all(|(told, _)| *told != status), "{}: {status} is told twice", self.summary);
        let answer = ResponseBuilder::new().description(about);
        self.answers.push((status, fill(answer)));
        self
    }

    /// Names the type in the document and answers the name.
    fn schema<T: ToSchema>(&mut self) -> RefOr<Schema> {
        collect::<T>(&mut self.schemas);
        Ref::from_schema_name(T::name()).into()
    }
}

/// What every failing answer has in common, each code with the status of its answer.
pub(super) fn problems(schemas: &mut Schemas) {
    collect::<Body>(schemas);
    let line =
        |code: &ProblemCode| format!("* `{}` ({}): {}", code.code(), Problem(*code).status().as_u16(), code.words().text(Locale::English));
    let lines: Vec<String> = ProblemCode::ALL.iter().map(line).collect();
    let codes = ProblemCode::ALL.iter().map(|code| code.code());
    let schema = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(codes)).description(Some(lines.join("\n")));
    schemas.insert(ProblemCode::name().into_owned(), schema.into());
}

fn collect<T: ToSchema>(schemas: &mut Schemas) {
    let mut named = vec![(T::name().into_owned(), T::schema())];
    T::schemas(&mut named);
    schemas.extend(named);
}

/// A name between braces in an address.
fn of_path(name: &str) -> Parameter {
    let (about, pattern) = match name {
        "hash" => ("The SHA-256 of the file's bytes", "^[0-9a-f]{64}$"),
        "secret" => ("What stands in the link of the invitation", "^[0-9a-f]{32}$"),
        "upload" => ("Names the upload; `Location` told it", "^[0-9a-f]{32}$"),
        _ => ("An id", "^[1-9A-HJ-NP-Za-km-z]{20,28}$"),
    };
    let schema = ObjectBuilder::new().schema_type(Type::String).pattern(Some(pattern)).into();
    parameter(name, ParameterIn::Path, Required::True, about, schema)
}

fn parameter(name: &str, place: ParameterIn, required: Required, about: &str, schema: RefOr<Schema>) -> Parameter {
    ParameterBuilder::new().name(name).parameter_in(place).required(required).description(Some(about)).schema(Some(schema)).build()
}

fn text() -> RefOr<Schema> {
    String::schema()
}

/// Bytes have no schema: their media type says everything.
fn bytes() -> Content {
    Content::new(None::<RefOr<Schema>>)
}
