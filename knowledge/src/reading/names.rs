//! Finds what a word names, and reports a word that names nothing.

use super::fields::Context;
use crate::describing::place::{Capability, Currency, Device, Gpu, License, Provider, Runtime, Vendor};
use crate::words::diagnostic::{Code, Place};
use crate::words::table::{Ix, Table};

/// Something that has an id.
pub(crate) trait Named {
    /// What to call it in a message.
    const WHAT: &'static str;
    /// The code of a word that names none.
    const CODE: Code = Code::UnknownId;
    /// Its id.
    fn id(&self) -> &str;
}

macro_rules! named {
    ($($of:ty, $what:literal, $code:ident;)*) => {
        $(impl Named for $of {
            const WHAT: &'static str = $what;
            const CODE: Code = Code::$code;
            fn id(&self) -> &str { &self.id }
        })*
    };
}

named! {
    Vendor, "vendor", UnknownId;
    Provider, "provider", UnknownId;
    License, "license", UnknownId;
    Runtime, "runtime", UnknownId;
    Gpu, "GPU", UnknownId;
    Device, "device", UnknownId;
    Currency, "currency", UnknownId;
    Capability, "capability", UnknownCapability;
    crate::describing::question::Heading, "heading", UnknownId;
    crate::describing::question::Question, "question", UnknownQuestion;
    crate::describing::attribute::Attribute, "attribute", UnknownAttribute;
    crate::describing::criterion::Criterion, "criterion", UnknownCriterion;
    crate::describing::model::Model, "model", UnknownId;
    crate::stating::invariant::Invariant, "invariant", UnknownId;
    crate::stating::rule::Rule, "rule", UnknownId;
}

/// The place of what `written` names; a problem if it names nothing.
pub(crate) fn find<T: Named>(
    table: &Table<T>,
    written: &str,
    place: Place,
    context: Context<'_>,
) -> Option<Ix<T>> {
    let found = table.position(|entry| entry.id() == written);
    if found.is_none() {
        let message = format!("there is no {} `{written}`", T::WHAT);
        context.unresolved(T::CODE, place, written, message, table.iter().map(Named::id));
    }
    found
}
