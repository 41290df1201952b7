//! Reads the small files of the catalogue, and the sources that stand beside facts.

use super::context::{Context, What};
use super::fields::Fields;
use super::names::Named;
use super::tree::Node;
use crate::describing::place::{Capability, Currency, Device, Gpu, License, Provider, Runtime, Vendor};
use crate::describing::source::{Kind, Source};
use crate::stating::limits;
use crate::words::id::Grammar;
use crate::words::list::List;
use crate::words::message::message;
use crate::words::str::Str;
use crate::words::table::Table;

/// Every entry of one list, in the order of the file or by id.
pub(crate) fn each<T: Named>(
    root: &Fields<'_>,
    key: &'static str,
    read: impl Fn(&Fields<'_>) -> Option<T>,
) -> Vec<T> {
    let what = || message!("this {what}", "这个{what}"; what = T::WHAT);
    let read = |fields: &Fields<'_>| {
        let entry = read(fields);
        if entry.is_none()
            && let Some(id) = fields.get("id").and_then(Node::text)
        {
            root.context.broken.borrow_mut().insert(id.to_owned());
        }
        entry
    };
    entries(root.list_to(key, limits::entries(key)), what, root.context, read)
}

/// Every entry of a list that can be read. Where something is missing in one, tells of the one below that it may be
/// meant to change.
pub(crate) fn entries<'a, T, W: Into<What<'a>>>(
    list: &'a [Node],
    what: impl Fn() -> W,
    context: Context<'a>,
    read: impl Fn(&Fields<'_>) -> Option<T>,
) -> Vec<T> {
    let help = |id: &str| {
        message!("if it is to change `{id}`, give it that id", "如果是要修改 `{id}`，请使用它的 id")
    };
    let read = |node: &'a Node| {
        let fields = Fields::open(node, what(), context)?;
        let entry = read(&fields);
        fields.finish();
        if let Some(id) = node.text_at("id") {
            let others = list.iter().filter_map(|other| Some((other.place, other.text_at("id")?)));
            context.help_override(node.place, id, others, help);
        }
        entry
    };
    list.iter().filter_map(read).collect()
}

/// The same by id, so that the order of files never matters.
pub(crate) fn by_id<T: Named>(
    root: &Fields<'_>,
    key: &'static str,
    read: impl Fn(&Fields<'_>) -> Option<T>,
) -> Table<T> {
    let mut entries = each(root, key, read);
    entries.sort_by(|a, b| a.id().cmp(b.id()));
    Table::new(entries)
}

/// The same, with the source of each entry at its place.
pub(crate) fn by_id_sourced<T: Named>(
    root: &Fields<'_>,
    key: &'static str,
    read: impl Fn(&Fields<'_>) -> Option<(T, Source)>,
) -> (Table<T>, Vec<Source>) {
    let mut entries = each(root, key, read);
    entries.sort_by(|a, b| a.id().cmp(b.id()));
    let (entries, sources) = entries.into_iter().unzip();
    (Table::new(entries), sources)
}

/// A source under `source`; a problem if it is not there.
pub(crate) fn need_source(fields: &Fields<'_>) -> Option<Source> {
    let Some(node) = fields.get("source") else {
        fields.missing_source();
        return None;
    };
    let inner = Fields::open_key(node, "source", fields.context)?;
    let source = source(&inner);
    inner.finish();
    fields.check_source_of_changes();
    source
}

/// The keys of a source.
pub(crate) fn source(fields: &Fields<'_>) -> Option<Source> {
    let kind = fields.need("kind").and_then(|_| fields.one_of("kind", &Kind::ALL));
    let url = fields.text("url");
    if url.is_none() && kind.is_some_and(|kind| kind != Kind::Own) {
        fields.missing("url");
    }
    let as_of = fields.need("as-of").and_then(|_| fields.date("as-of"));
    let note = fields.text("note");
    Some(Source { url, as_of: as_of?, kind: kind?, note })
}

fn strings(fields: &Fields<'_>, key: &'static str) -> List<Str> {
    fields.words(key).into_iter().map(|(_, word)| word).collect()
}

/// A list that may be missing, which is unknown and not empty.
pub(crate) fn strings_if_known(fields: &Fields<'_>, key: &'static str) -> Option<List<Str>> {
    fields.get(key).map(|_| strings(fields, key))
}

pub(crate) fn vendor(fields: &Fields<'_>) -> Option<(Vendor, Source)> {
    let (id, name) = (fields.id("id", Grammar::Catalog), fields.need_both("name"));
    let country = fields.id("country", Grammar::Kebab);
    let source = need_source(fields);
    let blocs = strings(fields, "blocs");
    let vendor = Vendor { id: id?, name: name?, country: country?, blocs };
    Some((vendor, source?))
}

pub(crate) fn provider(fields: &Fields<'_>, vendors: &Table<Vendor>) -> Option<(Provider, Source)> {
    let (id, name) = (fields.id("id", Grammar::Catalog), fields.need_both("name"));
    let country = fields.get("country").and_then(|_| fields.id("country", Grammar::Kebab));
    let own = fields.words("first-party-of");
    let known =
        |(place, word): &(_, Str)| super::names::find(vendors, word, *place, fields.context).is_some();
    let first_party_of = own.into_iter().filter(known).map(|(_, word)| word).collect();
    let source = need_source(fields);
    let (available_in, processed_in) =
        (strings_if_known(fields, "available-in"), strings_if_known(fields, "processed-in"));
    let provider = Provider { id: id?, name: name?, country, first_party_of, available_in, processed_in };
    Some((provider, source?))
}

pub(crate) fn license(fields: &Fields<'_>) -> Option<License> {
    let (id, name) = (fields.id("id", Grammar::Name), fields.need_both("name"));
    let classes = limits::LICENSE_CLASSES.map(|class| (class, class));
    let class = fields.need("class").and_then(|_| fields.one_of("class", &classes));
    let max_monthly_users = fields.number("max-monthly-users", limits::USERS);
    let max_monthly_revenue = fields.number("max-monthly-revenue", limits::REVENUE);
    let barred_regions = strings(fields, "barred-regions");
    let (duties, source) = (fields.both("duties"), need_source(fields));
    Some(License {
        id: id?,
        name: name?,
        class: class?.into(),
        max_monthly_users,
        max_monthly_revenue,
        barred_regions,
        duties,
        source: source?,
    })
}

pub(crate) fn runtime(fields: &Fields<'_>) -> Option<(Runtime, Source)> {
    let (id, name) = (fields.id("id", Grammar::Catalog), fields.need_both("name"));
    fields.one_of("use", &limits::USES.map(|word| (word, ())));
    let source = need_source(fields);
    let (devices, chips) = (strings(fields, "devices"), strings(fields, "chips"));
    let formerly = fields.text("formerly");
    let runtime = Runtime { id: id?, name: name?, formerly, devices, chips };
    Some((runtime, source?))
}

pub(crate) fn gpu(fields: &Fields<'_>) -> Option<(Gpu, Source)> {
    let (id, name) = (fields.id("id", Grammar::Catalog), fields.need_both("name"));
    let (chip, memory) = (fields.id("chip", Grammar::Kebab), fields.need_number("memory", limits::GIGABYTES));
    let rent = fields.number("rent", limits::RENT);
    let source = need_source(fields)?;
    let as_of = source.as_of;
    Some((Gpu { id: id?, name: name?, chip: chip?, memory: memory?, rent, as_of }, source))
}

pub(crate) fn device(fields: &Fields<'_>) -> Option<(Device, Source)> {
    let (id, name) = (fields.id("id", Grammar::Kebab), fields.need_both("name"));
    let (memory, share) =
        (fields.need_number("memory", limits::GIGABYTES), fields.need_number("app-share", limits::APP_SHARE));
    let source = need_source(fields)?;
    Some((Device { id: id?, name: name?, memory: memory?, app_share: share? }, source))
}

pub(crate) fn currency(fields: &Fields<'_>) -> Option<(Currency, Source)> {
    let (id, per_usd) = (fields.id("id", Grammar::Name), fields.need_number("per-usd", limits::RATES));
    let source = need_source(fields)?;
    Some((Currency { id: id?, per_usd: per_usd?, as_of: source.as_of }, source))
}

pub(crate) fn capability(fields: &Fields<'_>) -> Option<Capability> {
    let (id, label) = (fields.id("id", Grammar::Kebab), fields.need_both("label"));
    Some(Capability { id: id?, label: label? })
}
