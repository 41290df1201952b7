//! Why an import kept a price, left a row out, or took it with a reservation: in words.

use modelpick::importing::Fault;
use modelpick::importing::report::{Kept, Reservation, Why};
use modelpick::knowledge::words::text::Text;

use crate::words;

/// Why a price was kept.
pub(super) fn kept(why: Kept) -> &'static Text {
    match why {
        Kept::Newer => &words::KEPT_NEWER,
        Kept::Currency => &words::KEPT_CURRENCY,
        Kept::Finer => &words::KEPT_FINER,
        Kept::Leap => &words::KEPT_LEAP,
        Kept::Several => &words::KEPT_SEVERAL,
        Kept::Own => &words::KEPT_OWN,
    }
}

/// What to keep in mind of a row.
pub(super) fn reservation(one: Reservation) -> &'static Text {
    match one {
        Reservation::Mixed => &words::RESERVED_MIXED,
        Reservation::Date => &words::RESERVED_DATE,
        Reservation::Limit => &words::RESERVED_LIMIT,
    }
}

/// Why a row was left out.
pub(super) fn why(why: Why) -> &'static Text {
    match why {
        Why::Fault(Fault::ZeroPrice) => &words::WHY_ZERO_PRICE,
        Why::Fault(Fault::Variable) => &words::WHY_VARIABLE_PRICE,
        Why::Fault(Fault::Absurd) => &words::WHY_ABSURD_PRICE,
        Why::Fault(Fault::NoPrice) => &words::WHY_NO_PRICE,
        Why::Fault(Fault::OtherFee) => &words::WHY_OTHER_FEE,
        Why::Fault(Fault::Past) => &words::WHY_PAST_PRICE,
        Why::Fault(Fault::Malformed) => &words::WHY_MALFORMED,
        Why::Fault(Fault::Sample) => &words::WHY_SAMPLE,
        Why::Fault(Fault::NotText) => &words::WHY_NOT_TEXT,
        Why::Fault(Fault::ZeroLimit) => &words::WHY_ZERO_LIMIT,
        Why::Conflict => &words::WHY_CONFLICT,
        Why::Free => &words::WHY_FREE_TIER,
        Why::Plan => &words::WHY_PLAN,
        Why::Several => &words::WHY_SEVERAL,
        Why::Snapshot => &words::WHY_SNAPSHOT,
        Why::Moving => &words::WHY_MOVING,
        Why::Regional => &words::WHY_REGIONAL,
        Why::Variant => &words::WHY_VARIANT,
        Why::Deprecated => &words::WHY_DEPRECATED,
        Why::Disabled => &words::WHY_DISABLED,
        Why::Nobody => &words::WHY_NOBODY,
        Why::Seller => &words::WHY_SELLER,
    }
}
