//! What to call the types of values in messages.

use crate::words::text::Text;

pub(crate) const STRING: Text = Text::new("a string", "字符串");
pub(crate) const NUMBER: Text = Text::new("a number", "数字");
pub(crate) const WHOLE_NUMBER: Text = Text::new("a whole number", "整数");
pub(crate) const DECIMAL_NUMBER: Text = Text::new("a decimal number", "小数");
pub(crate) const FLAG: Text = Text::new("true or false", "真假值（true 或 false）");
pub(crate) const DATE: Text = Text::new("a date", "日期");
pub(crate) const LIST: Text = Text::new("a list", "列表");
pub(crate) const TABLE: Text = Text::new("a table", "表");
