//! Reads the catalogue, part by part.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::beside::Beside;
use super::context::Context;
use super::fields::Fields;
use super::load::Documents;
use super::places::{self, by_id, by_id_sourced, each};
use super::tree::Node;
use super::{benchmarks, finish, listings, models};
use crate::describing::model::Model;
use crate::evidence::benchmark::Benchmark;
use crate::evidence::record::{Places, Vouched};
use crate::evidence::unmeasured::Unmeasured;
use crate::stating::knowledge::Catalog;
use crate::words::date::Date;
use crate::words::diagnostic::{Code, Diagnostic, Problems};
use crate::words::every::every;
use crate::words::list::List;
use crate::words::message::message;
use crate::words::str::Str;
use crate::words::table::{Ix, Table};

/// The small files, with the sources of their entries.
pub(crate) fn places(documents: &Documents, context: Context<'_>) -> Option<(Catalog, Places)> {
    let root = Fields::open(&documents.places, message!("a catalogue file", "模型目录文件"), context)?;
    let (vendors, of_vendors) = by_id_sourced(&root, "vendor", places::vendor);
    let (providers, of_providers) =
        by_id_sourced(&root, "provider", |fields| places::provider(fields, &vendors));
    let (runtimes, of_runtimes) = by_id_sourced(&root, "runtime", places::runtime);
    let (gpus, of_gpus) = by_id_sourced(&root, "gpu", places::gpu);
    let (devices, of_devices) = by_id_sourced(&root, "device", places::device);
    let (currencies, of_currencies) = by_id_sourced(&root, "currency", places::currency);
    let catalog = Catalog {
        providers,
        vendors,
        licenses: by_id(&root, "license", places::license),
        runtimes,
        gpus,
        devices,
        currencies,
        capabilities: Table::new(each(&root, "capability", places::capability)),
        models: Table::default(),
        abilities: List::default(),
        unmeasured: Unmeasured::default(),
        evidence_hash: Str::default(),
        candidates: Table::default(),
        as_of: Date { year: 0, month: None, day: None },
    };
    let listings = listings::read(&root, &catalog, documents);
    root.finish();
    let sources = Places {
        vendors: of_vendors,
        providers: of_providers,
        runtimes: of_runtimes,
        gpus: of_gpus,
        devices: of_devices,
        currencies: of_currencies,
        listings,
    };
    Some((catalog, sources))
}

/// Every model with what is looked up of it, and who vouches for it.
pub(crate) fn read_models(
    documents: &Documents,
    beside: Beside<'_>,
    catalog: &Catalog,
    context: Context<'_>,
) -> (Vec<Model>, Vec<Vouched>) {
    let read = |(id, node): (&String, &Node), context: Context<'_>| {
        let good = id.split('/').count() == 2
            && id.split('/').all(|part| crate::words::id::Grammar::Catalog.accepts(part));
        if !good {
            let message = message!("`{id}` is not the id of a model", "`{id}` 不是合法的模型 id");
            let help = message!(
                "a model's file is `models/<vendor>/<model>.toml`",
                "模型文件应为 `models/<vendor>/<model>.toml`"
            );
            context.problems.push(Diagnostic::error(Code::BadId, node.place, message).help(help));
            return None;
        }
        let (mut model, mut vouched) = models::model(id, node, beside, context)?;
        finish::look_up(&mut model, &mut vouched, beside.attributes, catalog);
        Some((model, vouched))
    };
    // Those with which nothing is wrong are read on all processors; the others once more, to tell what it is.
    let all: Vec<_> = documents.models.iter().collect();
    let Context { files, disabled, .. } = context;
    let broken = context.broken.borrow().clone();
    let sound = |at: usize, broken: &RefCell<_>| {
        let problems = Problems::untold();
        let model = read(*all.get(at)?, Context { files, disabled, broken, problems: &problems });
        model.filter(|_| problems.is_empty())
    };
    let models = every(all.len(), || RefCell::new(broken.clone()), sound);
    let told = |(model, &(id, node)): (Option<_>, &(&String, &Node))| {
        let model = model.or_else(|| read((id, node), context));
        if model.is_none() {
            context.broken.borrow_mut().insert(id.clone());
            let others = all.iter().map(|(id, node)| (node.place, &***id));
            context.help_override(node.place, id, others, |id| {
                message!(
                    "if it is to change `{id}`, name the file `models/{id}.toml`",
                    "如果是要修改 `{id}`，请把文件命名为 `models/{id}.toml`"
                )
            });
        }
        model
    };
    models.into_iter().zip(&all).filter_map(told).unzip()
}

/// Every benchmark, by id.
pub(crate) fn read_benchmarks(
    documents: &Documents,
    catalog: &Catalog,
    context: Context<'_>,
) -> Vec<Benchmark> {
    let models: BTreeMap<&str, Ix<Model>> =
        catalog.models.enumerate().map(|(at, model)| (&*model.id, at)).collect();
    let read = |(id, node): (&String, &Node)| {
        benchmarks::benchmark(id, node, &catalog.capabilities, &models, context)
    };
    documents.benchmarks.iter().filter_map(read).collect()
}
