//! Services: what tokens are burnt for.

use super::{Commons, Interface};
use crate::{amount::Amount, call::Executed, error::Error, key::Key};
use alloy_core::primitives::Address;
use serde::Serialize;

/// A service that tokens are burnt for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Service {
    /// Its number, from 1.
    pub id: u32,
    /// Who registered it.
    pub owner: Address,
    /// Its name, as its owner wrote it: not fit to be printed unseen, see [`crate::text::clean`].
    pub name: String,
    /// Where to read about it, as its owner wrote it.
    pub link: String,
    /// Tokens burnt for it.
    pub burnt: Amount,
    /// How many times.
    pub burns: u64,
}

impl Commons {
    /// A service by its number.
    ///
    /// # Errors
    /// `UnknownService`, and as [`Commons::ask`].
    pub async fn service(&self, id: u32) -> Result<Service, Error> {
        let service = self.ask(&Interface::serviceOfCall { service: id }).await?;
        Ok(Service {
            id,
            owner: service.owner,
            name: service.name,
            link: service.link,
            burnt: service.burnt.try_into()?,
            burns: service.burns,
        })
    }

    /// How many services there are; they are numbered from 1.
    ///
    /// # Errors
    /// As [`Commons::ask`].
    pub async fn service_count(&self) -> Result<u32, Error> {
        self.ask(&Interface::servicesCall {}).await
    }

    /// Registers a service; its number is in the event.
    ///
    /// # Errors
    /// When the contract refuses.
    pub async fn register_service(
        &self,
        key: &Key,
        name: &str,
        link: &str,
    ) -> Result<Executed<Interface::Service>, Error> {
        let call = Interface::registerServiceCall { serviceName: name.into(), link: link.into() };
        self.handle.act(key, Amount::ZERO, &call).await
    }
}
