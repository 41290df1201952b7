//! Vendors, providers, licenses, runtimes, GPUs, devices and currencies.

use crate::words::list::List;
use databake::Bake;

use super::source::Source;
use crate::words::date::Date;
use crate::words::str::Str;
use crate::words::text::Text;

/// Who makes models.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::describing::place)]
pub struct Vendor {
    /// The folder of its models.
    pub id: Str,
    /// Its name.
    pub name: Text,
    /// ISO 3166-1 alpha-2, lower case.
    pub country: Str,
    /// Blocs that the country belongs to, such as `eu`.
    pub blocs: List<Str>,
}

/// Who serves an API.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::describing::place)]
pub struct Provider {
    /// Unique.
    pub id: Str,
    /// Its name.
    pub name: Text,
    /// ISO 3166-1 alpha-2, lower case, if known.
    pub country: Option<Str>,
    /// Vendors whose own models it sells.
    pub first_party_of: List<Str>,
    /// Where its offers are available unless an offer says otherwise.
    pub available_in: Option<List<Str>>,
    /// Where its offers are processed unless an offer says otherwise.
    pub processed_in: Option<List<Str>>,
}

/// Terms under which a model may be used.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::describing::place)]
pub struct License {
    /// An SPDX id where there is one.
    pub id: Str,
    /// Its name.
    pub name: Text,
    /// `permissive`, `conditional`, `non-commercial` or `proprietary`.
    pub class: Str,
    /// Active users a month above which it needs another agreement.
    pub max_monthly_users: Option<f64>,
    /// US dollars of revenue a month above which it needs another agreement.
    pub max_monthly_revenue: Option<f64>,
    /// Regions in which it allows no use.
    pub barred_regions: List<Str>,
    /// What it asks of its user.
    pub duties: Option<Text>,
    /// Where that was read.
    pub source: Source,
}

/// What runs a model.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::describing::place)]
pub struct Runtime {
    /// Unique.
    pub id: Str,
    /// Its name.
    pub name: Text,
    /// An earlier name that people still use.
    pub formerly: Option<Str>,
    /// Device classes that it runs on.
    pub devices: List<Str>,
    /// Chips that it can use.
    pub chips: List<Str>,
}

/// A GPU that can be rented or owned.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::describing::place)]
pub struct Gpu {
    /// Unique.
    pub id: Str,
    /// Its name.
    pub name: Text,
    /// The chip family, a choice of the `chip` question.
    pub chip: Str,
    /// GB.
    pub memory: f64,
    /// US dollars an hour for one, if known.
    pub rent: Option<f64>,
    /// The day on which that was read.
    pub as_of: Date,
}

/// A class of devices.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::describing::place)]
pub struct Device {
    /// A choice of the `device` question.
    pub id: Str,
    /// Its name.
    pub name: Text,
    /// GB that it is taken to have when nobody says.
    pub memory: f64,
    /// Share of the memory that one app may take, 0..=1.
    pub app_share: f64,
}

/// A currency other than the US dollar, or the dollar itself.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::describing::place)]
pub struct Currency {
    /// ISO 4217.
    pub id: Str,
    /// How many of it one US dollar buys, at the dated rate of its source.
    pub per_usd: f64,
    /// The day of that rate.
    pub as_of: Date,
}

/// Something that benchmarks measure.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::describing::place)]
pub struct Capability {
    /// Kebab-case, unique; the first is `general`.
    pub id: Str,
    /// What a person reads.
    pub label: Text,
}
