//! Reads what price lists that can be imported call sellers, makers and models.

use super::fields::Fields;
use super::load::Documents;
use super::names::find;
use super::places::by_id;
use super::values::{self, check_id};
use crate::describing::listing::{Listed, Listings, Organisation, PriceList, Seller};
use crate::describing::place::Vendor;
use crate::describing::source::Kind;
use crate::stating::knowledge::Catalog;
use crate::words::diagnostic::Code;
use crate::words::id::Grammar;
use crate::words::message::message;
use crate::words::str::Str;
use crate::words::table::{Ix, Table};

/// Everything, checked against the catalogue that it leads to.
pub(crate) fn read(root: &Fields<'_>, catalog: &Catalog, documents: &Documents) -> Listings {
    let lists = by_id(root, "price-list", price_list);
    let sellers = by_id(root, "seller", |fields| seller(fields, &lists, catalog));
    let organisations = by_id(root, "organisation", |fields| {
        Some(Organisation { id: lower(fields)?, vendor: vendor(fields, &catalog.vendors, true)? })
    });
    let rows = by_id(root, "listed", |fields| listed(fields, documents));
    let (mut same, mut regions, mut moving) = (Vec::new(), Vec::new(), Vec::new());
    if let Some(inner) =
        root.get("id-words").and_then(|node| Fields::open_key(node, "id-words", root.context))
    {
        let words = |key| inner.words(key).into_iter().map(|(_, word)| word).collect();
        (same, regions, moving) = (words("same"), words("regions"), words("moving"));
        inner.finish();
    }
    Listings { lists, sellers, organisations, rows, same, regions, moving }
}

fn price_list(fields: &Fields<'_>) -> Option<PriceList> {
    let id = fields.id("id", Grammar::Catalog);
    let url = fields.need("url").and_then(|_| fields.text("url"));
    let kind = fields.need("kind").and_then(|_| fields.one_of("kind", &Kind::ALL));
    Some(PriceList { id: id?, url: url?, kind: kind? })
}

fn seller(fields: &Fields<'_>, lists: &Table<PriceList>, catalog: &Catalog) -> Option<Seller> {
    let node = fields.need("id")?;
    let (place, id) = values::word(node, "id", fields.context)?;
    // The part before the first `/` is the list; what a list calls a seller is its own affair.
    let list = id.split_once('/').map_or(&*id, |(list, _)| list);
    find(lists, list, place, fields.context);
    let provider = fields.get("provider").and_then(|node| {
        let (place, word) = values::word(node, "provider", fields.context)?;
        find(&catalog.providers, &word, place, fields.context)
    });
    let plan = fields.flag("plan");
    if provider.is_none() && !plan && fields.get("provider").is_none() {
        fields.missing("provider");
    }
    let offer = fields.get("offer").and_then(|_| fields.id("offer", Grammar::Catalog));
    let vendor = vendor(fields, &catalog.vendors, false);
    let starts = fields.words("starts").into_iter().map(|(_, word)| word).collect();
    let mixed = fields.flag("mixed");
    Some(Seller { id, provider: provider.filter(|_| !plan), offer, vendor, starts, mixed })
}

fn listed(fields: &Fields<'_>, documents: &Documents) -> Option<Listed> {
    let id = lower(fields);
    let model = fields.get("model").and_then(|node| {
        let (place, model) = values::word(node, "model", fields.context)?;
        if !documents.models.contains_key(&*model) {
            let message = message!("there is no model `{model}`", "没有 `{model}` 这个模型");
            let known = documents.models.keys().map(String::as_str);
            fields.context.unresolved(Code::UnknownId, place, &model, message, known);
            return None;
        }
        Some(model)
    });
    Some(Listed { id: id?, model })
}

/// An id that a list may have written with capitals.
fn lower(fields: &Fields<'_>) -> Option<Str> {
    let (place, id) = values::word(fields.need("id")?, "id", fields.context)?;
    // Lists part ids with `/`, which no id of this catalogue has.
    let plain = id.replace(['/', ':', '@'], "-");
    check_id(&plain, place, Grammar::Catalog, fields.context).then_some(id)
}

fn vendor(fields: &Fields<'_>, vendors: &Table<Vendor>, needed: bool) -> Option<Ix<Vendor>> {
    let node = if needed { fields.need("vendor") } else { fields.get("vendor") };
    let (place, word) = values::word(node?, "vendor", fields.context)?;
    find(vendors, &word, place, fields.context)
}
