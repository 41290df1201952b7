//! Finds what a word names, and reports a word that names nothing.

use super::context::Context;
use crate::describing::place::{Capability, Currency, Device, Gpu, License, Provider, Runtime, Vendor};
use crate::describing::source::Source;
use crate::words::diagnostic::{Code, Place};
use crate::words::message::message;
use crate::words::suggest::nearest;
use crate::words::table::{Ix, Table};
use crate::words::text::Text;

/// Something that has an id.
pub(crate) trait Named {
    /// What to call it in a message.
    const WHAT: Text;
    /// The code of a word that names none.
    const CODE: Code = Code::UnknownId;
    /// The list in which a catalogue of one's own adds one, if it is no file by itself.
    const ADDED_IN: Option<&'static str> = None;
    /// Its id.
    fn id(&self) -> &str;
}

macro_rules! named {
    ($($of:ty, $en:literal, $zh:literal, $code:ident $(, $added_in:literal)?;)*) => {
        $(impl Named for $of {
            const WHAT: Text = Text::new($en, $zh);
            const CODE: Code = Code::$code;
            $(const ADDED_IN: Option<&'static str> = Some($added_in);)?
            fn id(&self) -> &str { &self.id }
        })*
    };
}

/// An entry with its source.
impl<T: Named> Named for (T, Source) {
    const WHAT: Text = T::WHAT;
    const CODE: Code = T::CODE;
    const ADDED_IN: Option<&'static str> = T::ADDED_IN;
    fn id(&self) -> &str {
        self.0.id()
    }
}

named! {
    Vendor, "vendor", "厂商", UnknownId, "vendor";
    Provider, "provider", "服务商", UnknownId, "provider";
    License, "license", "许可证", UnknownId, "license";
    Runtime, "runtime", "运行环境", UnknownId, "runtime";
    Gpu, "GPU", "加速卡", UnknownId, "gpu";
    Device, "device", "设备", UnknownId;
    Currency, "currency", "货币", UnknownId, "currency";
    Capability, "capability", "能力项", UnknownCapability;
    crate::describing::question::Heading, "heading", "标题", UnknownId;
    crate::describing::question::Question, "question", "问题", UnknownQuestion;
    crate::describing::listing::PriceList, "price list", "价格表", UnknownId;
    crate::describing::listing::Seller, "seller", "销售方", UnknownId;
    crate::describing::listing::Organisation, "organisation", "机构", UnknownId;
    crate::describing::listing::Listed, "listed id", "价格表中的 id", UnknownId;
    crate::describing::attribute::Attribute, "attribute", "属性", UnknownAttribute;
    crate::describing::criterion::Criterion, "criterion", "准则", UnknownCriterion;
    crate::describing::model::Model, "model", "模型", UnknownId;
    crate::stating::invariant::Invariant, "invariant", "约束", UnknownId;
    crate::stating::rule::Rule, "rule", "规则", UnknownId;
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
        let meant = || nearest(written, table.iter().map(Named::id));
        let message = match T::ADDED_IN {
            Some(list) if meant().is_none() => message!(
                "there is no {what} `{written}`; `[[{list}]]` in the catalogue adds one",
                "没有 `{written}` 这个{what}；可在目录里用 `[[{list}]]` 新增";
                what = T::WHAT
            ),
            _ => message!(
                "there is no {what} `{written}`", "没有 `{written}` 这个{what}";
                what = T::WHAT
            ),
        };
        context.unresolved(T::CODE, place, written, message, table.iter().map(Named::id));
    }
    found
}
