//! What the descriptions of all paths have in common.

use crate::infra::{
    api::problem::{KINDS, Kind as ProblemKind},
    storage::{Column, Kind},
};
use utoipa::openapi::{
    Content, Header, HeaderBuilder, HttpMethod, KnownFormat, Object, ObjectBuilder, PathItem, Ref,
    RefOr, Required, Response, ResponseBuilder, Schema, SchemaFormat, Tag, Type,
    path::{Operation, OperationBuilder, Parameter, ParameterBuilder, ParameterIn, ParameterStyle},
    schema::{ArrayBuilder, SchemaType},
    tag::TagBuilder,
};

/// The parts of the document, in their order.
pub(super) const TAGS: &[(&str, &str)] = &[
    ("state", "How the Commons and the service stand, and what happens."),
    ("datasets", "Rows of tables and views."),
    ("service", "For supervisors, load balancers and monitoring."),
];

pub(super) fn tags() -> Vec<Tag> {
    let tag = |(name, about): &(&str, &str)| {
        TagBuilder::new().name(*name).description(Some(*about)).build()
    };
    TAGS.iter().map(tag).collect()
}

/// The problems there are, as a table for people.
pub(super) fn problem_table() -> String {
    let row = |kind: &ProblemKind| {
        format!(
            "| `urn:weir:problem:{}` | {} | {} |",
            kind.name(),
            kind.status().as_u16(),
            kind.title()
        )
    };
    let rows: Vec<String> = KINDS.iter().map(row).collect();
    format!("| type | status | meaning |\n|---|---|---|\n{}\n", rows.join("\n"))
}

/// The answers that are problems, by name. Those of one status are one answer.
pub(super) fn problems() -> Vec<(String, Response)> {
    let mut problems: Vec<(String, Response)> = Vec::new();
    for kind in KINDS {
        let name = problem_name(kind.status().as_u16());
        let kinds = KINDS.iter().filter(|other| other.status() == kind.status());
        let titles: Vec<&str> = kinds.map(|kind| kind.title()).collect();
        if problems.iter().all(|(known, _)| *known != name) {
            let content = Content::new(Some(Ref::from_schema_name("Problem")));
            let mut response = ResponseBuilder::new()
                .description(titles.join(", or: ") + ".")
                .content("application/problem+json", content);
            if kind.status().as_u16() == 503 {
                response = response.header_ref("retry-after", reference("headers", "RetryAfter"));
            }
            problems.push((name, response.build()));
        }
    }
    problems
}

fn problem_name(status: u16) -> String {
    format!("Problem{status}")
}

pub(super) fn headers() -> Vec<(&'static str, Header)> {
    let header = |schema: ObjectBuilder, about: &str| {
        HeaderBuilder::new().schema(Some(schema)).description(Some(about)).build()
    };
    vec![
        ("ETag", header(string(), "Changes with every block; for If-None-Match.")),
        ("RetryAfter", header(integer(), "Seconds after which to try again.")),
    ]
}

fn reference(kind: &str, name: &str) -> Ref {
    Ref::new(format!("#/components/{kind}/{name}"))
}

/// What is answered at a path.
pub(super) struct Get<'a> {
    pub(super) id: String,
    pub(super) tag: &'a str,
    pub(super) summary: String,
    pub(super) description: Option<String>,
    pub(super) parameters: Vec<Parameter>,
    /// Type and content of the answer.
    pub(super) answer: (&'a str, RefOr<Schema>),
    /// Whether the answer has a tag.
    pub(super) tagged: bool,
    /// Statuses of the problems there may be, apart from those of any path.
    pub(super) problems: &'a [u16],
}

impl Get<'_> {
    /// A path that answers in the same way, and with the status 503, where the answer is no.
    pub(super) fn verdict(self) -> PathItem {
        let (media, schema) = self.answer.clone();
        let mut path = self.path();
        if let Some(operation) = &mut path.get {
            let no = ResponseBuilder::new()
                .description("No, and why.")
                .content(media, Content::new(Some(schema)));
            operation.responses.responses.insert("503".into(), RefOr::T(no.build()));
        }
        path
    }

    pub(super) fn path(self) -> PathItem {
        let (media, schema) = self.answer;
        let mut answer = ResponseBuilder::new()
            .description("What was asked for.")
            .content(media, Content::new(Some(schema)));
        let mut operation = OperationBuilder::new()
            .operation_id(Some(self.id))
            .tag(self.tag)
            .summary(Some(self.summary))
            .description(self.description)
            .parameters(Some(self.parameters));
        if self.tagged {
            answer = answer.header_ref("etag", reference("headers", "ETag"));
            let same = ResponseBuilder::new()
                .description("What the caller has already is still true.")
                .header_ref("etag", reference("headers", "ETag"));
            operation =
                operation.parameter(if_none_match()).response("200", answer).response("304", same);
        } else {
            operation = operation.response("200", answer);
        }
        for status in self.problems.iter().chain(&[413, 414, 500, 503]) {
            let name = Ref::from_response_name(problem_name(*status));
            operation = operation.response(status.to_string(), RefOr::Ref(name));
        }
        let operation: Operation = operation.build();
        PathItem::new(HttpMethod::Get, operation)
    }
}

fn if_none_match() -> Parameter {
    ParameterBuilder::new()
        .name("If-None-Match")
        .parameter_in(ParameterIn::Header)
        .description(Some("The ETag of an answer that the caller has."))
        .schema(Some(string()))
        .build()
}

/// A query parameter.
pub(super) fn query(name: &str, about: &str, schema: impl Into<RefOr<Schema>>) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Query)
        .description(Some(about))
        .schema(Some(schema))
        .build()
}

/// A query parameter of one or several words, separated by commas.
pub(super) fn words<'a>(
    name: &str,
    about: &str,
    words: impl IntoIterator<Item = &'a str>,
) -> Parameter {
    let one = string().enum_values(Some(words));
    ParameterBuilder::from(query(name, about, ArrayBuilder::new().items(one).min_items(Some(1))))
        .style(Some(ParameterStyle::Form))
        .explode(Some(false))
        .build()
}

/// A part of the path.
pub(super) fn part(name: &str, about: &str, schema: impl Into<RefOr<Schema>>) -> Parameter {
    ParameterBuilder::from(query(name, about, schema))
        .parameter_in(ParameterIn::Path)
        .required(Required::True)
        .build()
}

pub(super) fn string() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}

pub(super) fn integer() -> ObjectBuilder {
    ObjectBuilder::new()
        .schema_type(Type::Integer)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Int64)))
}

/// A number between these.
pub(super) fn count(most: u16, default: u16) -> ObjectBuilder {
    ObjectBuilder::new()
        .schema_type(Type::Integer)
        .minimum(Some(1))
        .maximum(Some(most))
        .default(Some(default.into()))
}

pub(super) fn height() -> ObjectBuilder {
    integer().minimum(Some(0))
}

pub(super) fn address() -> ObjectBuilder {
    string().pattern(Some("^0x[0-9a-f]{40}$"))
}

pub(super) fn time() -> ObjectBuilder {
    string().format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
}

/// A value of this kind as JSON has it.
pub(super) fn value(kind: Kind) -> ObjectBuilder {
    match kind {
        Kind::Boolean => ObjectBuilder::new().schema_type(Type::Boolean),
        Kind::Integer => integer(),
        Kind::Number(Some((_, 0))) => string().pattern(Some("^-?[0-9]+$")),
        Kind::Number(_) => string().pattern(Some("^-?[0-9]+(\\.[0-9]+)?$")),
        Kind::Float => ObjectBuilder::new()
            .schema_type(Type::Number)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Double))),
        Kind::Bytes => string().pattern(Some("^0x([0-9a-f]{2})*$")),
        Kind::Time => time(),
        Kind::Date => string().format(Some(SchemaFormat::KnownFormat(KnownFormat::Date))),
        Kind::Text => string(),
    }
}

/// The schema of a row with these columns.
pub(super) fn row<'a>(about: &str, columns: impl IntoIterator<Item = &'a Column>) -> Object {
    let mut row = ObjectBuilder::new().description(Some(about));
    for column in columns {
        let mut schema = value(column.kind).build();
        if column.nullable
            && let SchemaType::Type(one) = &schema.schema_type
        {
            schema.schema_type = SchemaType::from_iter([one.clone(), Type::Null]);
        }
        schema.description = Some(column.comment.clone()).filter(|comment| !comment.is_empty());
        row = row.property(&column.name, schema).required(&column.name);
    }
    row.build()
}

/// A list of the schema of this name.
pub(super) fn list_of(name: &str) -> ArrayBuilder {
    ArrayBuilder::new().items(RefOr::<Schema>::Ref(Ref::from_schema_name(name)))
}
