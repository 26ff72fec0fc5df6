//! Routes that say what they are. One table makes the router and the document in OpenAPI alike: nothing is served without being described,
//! and nothing described that is not served. Descriptions stand beside their handlers, in `told`.

mod told;

pub(crate) use told::Told;

use std::sync::Arc;

use axum::{
    Router,
    handler::Handler,
    routing::{self, MethodRouter},
};
use utoipa::openapi::{
    Components, Info, OpenApi, Paths,
    path::HttpMethod,
    security::{ApiKey, ApiKeyValue, SecurityScheme},
};

use crate::{auth, relay::Relay};

/// What is common to all addresses, for whoever reads the document.
const ABOUT: &str = include_str!("described/about.md");

/// Addresses, each a row `path => noun: method handler, …;`. What is told of `noun::handler` is `noun::told::handler`.
macro_rules! table {
    ($($path:expr => $noun:ident: $($method:ident $handler:ident),+;)+) => {
        $crate::http::described::Table::default()$(.at($path, $crate::http::described::Methods::default()$(.$method(
            $noun::$handler,
            $noun::told::$handler().named(stringify!($noun), stringify!($handler)),
        ))+))+
    };
}
pub(super) use table;

/// Addresses with what answers there and what is told of it.
#[derive(Default)]
pub(crate) struct Table {
    router: Router<Arc<Relay>>,
    paths: Paths,
    components: Components,
}

impl Table {
    /// One more address.
    pub(crate) fn at(mut self, path: &str, methods: Methods) -> Self {
        for (method, told) in methods.told {
            self.paths.add_path_operation(path, vec![method], told.operation(path, &mut self.components.schemas));
        }
        Self { router: self.router.route(path, methods.router), ..self }
    }

    /// These and those.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.paths.merge(other.paths);
        self.components.schemas.extend(other.components.schemas);
        Self { router: self.router.merge(other.router), ..self }
    }

    /// With something around every answer.
    pub(crate) fn within(self, layer: impl FnOnce(Router<Arc<Relay>>) -> Router<Arc<Relay>>) -> Self {
        Self { router: layer(self.router), ..self }
    }

    /// What answers.
    pub(crate) fn router(self) -> Router<Arc<Relay>> {
        self.router
    }

    /// What is told.
    pub(crate) fn document(mut self) -> OpenApi {
        let cookie = ApiKeyValue::with_description(auth::COOKIE, "Set by signing in or joining; HttpOnly, SameSite=Strict.");
        self.components.add_security_scheme(told::SESSION, SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
        told::problems(&mut self.components.schemas);
        let mut info = Info::new("Liandong", env!("CARGO_PKG_VERSION"));
        info.description = Some(ABOUT.to_owned());
        let mut document = OpenApi::new(info, self.paths);
        document.components = Some(self.components);
        document
    }
}

/// What answers at one address.
#[derive(Default)]
pub(crate) struct Methods {
    router: MethodRouter<Arc<Relay>>,
    told: Vec<(HttpMethod, Told)>,
}

macro_rules! methods {
    ($($name:ident $method:ident $how:ident;)+) => {
        impl Methods {$(
            pub(crate) fn $name<H: Handler<T, Arc<Relay>>, T: 'static>(mut self, handler: H, told: Told) -> Self {
                self.told.push((HttpMethod::$method, told.$how()));
                Self { router: self.router.merge(routing::$name(handler)), ..self }
            }
        )+}
    };
}

methods! {
    get     Get     reads;
    head    Head    reads;
    options Options reads;
    post    Post    writes;
    put     Put     writes;
    patch   Patch   writes;
    delete  Delete  writes;
}
