//! What the facts of models are checked against.

use super::attributes::Ids;
use crate::describing::attribute::Attribute;
use crate::describing::place::{Currency, License, Provider, Runtime, Vendor};
use crate::describing::question::Question;
use crate::stating::knowledge::Catalog;
use crate::words::table::Table;

/// What models are checked against.
#[derive(Clone, Copy)]
pub(crate) struct Beside<'a> {
    pub(crate) attributes: &'a Table<Attribute>,
    pub(crate) questions: &'a Table<Question>,
    pub(crate) vendors: &'a Table<Vendor>,
    pub(crate) providers: &'a Table<Provider>,
    pub(crate) licenses: &'a Table<License>,
    pub(crate) runtimes: &'a Table<Runtime>,
    pub(crate) currencies: &'a Table<Currency>,
    pub(crate) ids: Ids<'a>,
}

impl<'a> Beside<'a> {
    /// What the catalogue holds already, beside what the rules declare.
    pub(crate) fn of(
        attributes: &'a Table<Attribute>,
        questions: &'a Table<Question>,
        catalog: &'a Catalog,
        ids: Ids<'a>,
    ) -> Self {
        Self {
            attributes,
            questions,
            vendors: &catalog.vendors,
            providers: &catalog.providers,
            licenses: &catalog.licenses,
            runtimes: &catalog.runtimes,
            currencies: &catalog.currencies,
            ids,
        }
    }
}
