//! The talk with the provider, through a library that is made for it. Everything here blocks.

use std::{
    fs, io,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use openidconnect::{
    AccessToken, AuthType, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret, CsrfToken, DiscoveryError, EndpointMaybeSet,
    EndpointNotSet, EndpointSet, IssuerUrl, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl,
    RequestTokenError, Scope, SignatureVerificationError, StandardErrorResponse, TokenResponse,
    core::{
        CoreAuthenticationFlow, CoreClient, CoreClientAuthMethod, CoreErrorResponseType, CoreIdToken, CoreIdTokenClaims,
        CoreJwsSigningAlgorithm, CoreProviderMetadata,
    },
    http::{Request, header},
    url::Url,
};
use serde_json::Value;
use shared::{people::admin::Identity, sync::session::ProblemCode};

use super::{
    Proved,
    web::{Web, is_secure},
};
use crate::settings::Settings;

/// What the provider tells of itself is asked again after this.
const KEPT: Duration = Duration::from_secs(3600);

/// Signatures that only the provider can make. Not `none`, and none that whoever knows our secret could make.
const SIGNATURES: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

type Client = CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

/// The provider.
#[derive(Debug)]
pub(super) struct Provider {
    issuer: IssuerUrl,
    client: ClientId,
    secret: Option<ClientSecret>,
    scopes: Vec<Scope>,
    claim: Option<String>,
    web: Web,
    known: Mutex<Option<(Arc<CoreProviderMetadata>, Instant)>>,
}

/// What only the provider's honest answer to one question fits.
#[derive(Debug, Default)]
pub(super) struct Asked {
    nonce: String,
    verifier: String,
    returns_to: String,
}

impl Provider {
    /// As it is set; `None` where it is not.
    pub(super) fn of(settings: &Settings) -> Result<Option<Self>, (PathBuf, io::Error)> {
        let Some((issuer, client)) = settings.oidc_issuer.clone().zip(settings.oidc_client_id.clone()) else { return Ok(None) };
        let secret = settings.oidc_client_secret_file.as_ref().map(|path| {
            let secret = fs::read_to_string(path).map_err(|error| (path.clone(), error))?;
            Ok(ClientSecret::new(secret.trim_end().to_owned()))
        });
        let authorities = settings.oidc_ca_file.as_deref();
        Ok(Some(Self {
            issuer: IssuerUrl::new(issuer.0).expect("the setting is an address"),
            client: ClientId::new(client),
            secret: secret.transpose()?,
            scopes: settings.oidc_scopes.split_whitespace().map(|scope| Scope::new(scope.to_owned())).collect(),
            claim: settings.oidc_claim.clone(),
            web: Web::of(authorities).map_err(|error| (authorities.map(PathBuf::from).unwrap_or_default(), error))?,
            known: Mutex::default(),
        }))
    }

    pub(super) fn issuer(&self) -> &str {
        &self.issuer
    }

    /// Where the provider asks who the person is, the state that it will give back, and what its answer has to fit.
    pub(super) fn begin(&self, returns_to: String) -> Result<(Url, String, Asked), ProblemCode> {
        let client = self.client(&*self.metadata()?, &returns_to)?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let ask = client.authorize_url(CoreAuthenticationFlow::AuthorizationCode, CsrfToken::new_random, Nonce::new_random);
        let (address, state, nonce) = ask.add_scopes(self.scopes.iter().cloned()).set_pkce_challenge(challenge).url();
        if !is_secure(&address) {
            return Err(unavailable(&"the provider names an address without TLS"));
        }
        let asked = Asked { nonce: nonce.secret().clone(), verifier: verifier.into_secret(), returns_to };
        Ok((address, state.into_secret(), asked))
    }

    /// Whom the provider has proved the person to be, for the code with which they came back.
    pub(super) fn prove(&self, asked: &Asked, code: String) -> Result<Proved, ProblemCode> {
        let metadata = self.metadata()?;
        let client = self.client(&metadata, &asked.returns_to)?;
        let ask = client.exchange_code(AuthorizationCode::new(code)).map_err(|_| unavailable(&"the provider names no token endpoint"))?;
        let verifier = PkceCodeVerifier::new(asked.verifier.clone());
        let tokens = ask.set_pkce_verifier(verifier).request(&|request| self.web.call(request)).map_err(|error| no_tokens(&error))?;
        let Some(token) = tokens.id_token() else { return Err(untrusted("no identity in the answer")) };
        let nonce = Nonce::new(asked.nonce.clone());
        let subject = match claims(&client, token, &nonce) {
            // The provider may have changed its keys since it was asked.
            Err(ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey)) => {
                let client = self.client(&*self.fetch()?, &asked.returns_to)?;
                claims(&client, token, &nonce).map(subject)
            }
            read => read.map(subject),
        };
        let subject = subject.map_err(|error| untrusted(reason(&error)))?;
        let named = self.claim.as_ref().map_or(Ok(None), |claim| self.named(claim, token, &metadata, tokens.access_token(), &subject))?;
        Ok(Proved { identity: Identity { issuer: self.issuer.to_string(), subject }, named })
    }

    /// What stands in a claim: in the token that was verified, else where the provider tells more about the same person.
    fn named(
        &self,
        claim: &str,
        verified: &CoreIdToken,
        metadata: &CoreProviderMetadata,
        access: &AccessToken,
        subject: &str,
    ) -> Result<Option<String>, ProblemCode> {
        let told = payload(&verified.to_string());
        if !told[claim].is_null() {
            return Ok(text(&told, claim));
        }
        let Some(endpoint) = metadata.userinfo_endpoint() else { return Ok(None) };
        let ask = Request::get(endpoint.as_str()).header(header::AUTHORIZATION, format!("Bearer {}", access.secret())).body(Vec::new());
        let answer = self.web.call(ask.map_err(|error| unavailable(&error))?).map_err(|error| unavailable(&error))?;
        let told: Value = serde_json::from_slice(answer.body()).unwrap_or_default();
        if told["sub"] == subject { Ok(text(&told, claim)) } else { Err(untrusted("more was told of somebody else")) }
    }

    /// What the provider tells of itself, with its keys.
    fn metadata(&self) -> Result<Arc<CoreProviderMetadata>, ProblemCode> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).clone();
        match known {
            Some((metadata, since)) if since.elapsed() < KEPT => Ok(metadata),
            _ => self.fetch(),
        }
    }

    fn fetch(&self) -> Result<Arc<CoreProviderMetadata>, ProblemCode> {
        let fetched = CoreProviderMetadata::discover(&self.issuer, &|request| self.web.call(request));
        let metadata = Arc::new(fetched.map_err(|error| match error {
            DiscoveryError::Request(error) => unavailable(&error),
            error => unavailable(&error),
        })?);
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Some((metadata.clone(), Instant::now()));
        Ok(metadata)
    }

    fn client(&self, metadata: &CoreProviderMetadata, returns_to: &str) -> Result<Client, ProblemCode> {
        let returns_to = RedirectUrl::new(returns_to.to_owned()).map_err(|_| ProblemCode::BadRequest)?;
        let client = CoreClient::from_provider_metadata(metadata.clone(), self.client.clone(), self.secret.clone());
        let client = client.set_redirect_uri(returns_to);
        // Every provider should take the secret in a header; some take it in the body alone.
        let ways = metadata.token_endpoint_auth_methods_supported();
        let has_header = ways.is_none_or(|ways| ways.contains(&CoreClientAuthMethod::ClientSecretBasic));
        Ok(if has_header { client } else { client.set_auth_type(AuthType::RequestBody) })
    }
}

fn claims<'a>(client: &Client, token: &'a CoreIdToken, nonce: &Nonce) -> Result<&'a CoreIdTokenClaims, ClaimsVerificationError> {
    token.claims(&client.id_token_verifier().set_allowed_algs(SIGNATURES), nonce)
}

fn subject(claims: &CoreIdTokenClaims) -> String {
    claims.subject().to_string()
}

/// What a token that was verified says.
fn payload(token: &str) -> Value {
    let bytes = token.split('.').nth(1).and_then(|part| BASE64_URL_SAFE_NO_PAD.decode(part).ok());
    bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

/// An address that nobody has checked may be anybody's.
fn text(told: &Value, claim: &str) -> Option<String> {
    let is_checked = claim != "email" || told["email_verified"] == true;
    told[claim].as_str().filter(|text| is_checked && !text.is_empty()).map(str::to_owned)
}

/// What the provider says instead of tokens. A code that is no longer good was used before, or took too long.
fn no_tokens(error: &RequestTokenError<ureq::Error, StandardErrorResponse<CoreErrorResponseType>>) -> ProblemCode {
    match error {
        RequestTokenError::ServerResponse(said) if *said.error() == CoreErrorResponseType::InvalidGrant => ProblemCode::SignOnOver,
        RequestTokenError::ServerResponse(said) => unavailable(said.error()),
        RequestTokenError::Request(error) => unavailable(error),
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => unavailable(&"no tokens in the answer"),
    }
}

/// Why a token proves nothing, without anything of what stands in it.
fn reason(error: &ClaimsVerificationError) -> &'static str {
    match error {
        ClaimsVerificationError::Expired(_) => "time",
        ClaimsVerificationError::InvalidAudience(_) => "audience",
        ClaimsVerificationError::InvalidIssuer(_) => "issuer",
        ClaimsVerificationError::InvalidNonce(_) => "nonce",
        ClaimsVerificationError::InvalidSubject(_) => "subject",
        ClaimsVerificationError::SignatureVerification(_) => "signature",
        _ => "form",
    }
}

fn unavailable(why: &dyn std::fmt::Display) -> ProblemCode {
    tracing::warn!(%why, "the sign-on provider does not answer as one");
    ProblemCode::SignOnUnavailable
}

fn untrusted(reason: &str) -> ProblemCode {
    tracing::warn!(reason, "an answer of the sign-on provider is not to be trusted");
    ProblemCode::SignOnUntrusted
}
