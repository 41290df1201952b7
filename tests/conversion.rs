//! A cost from a price list in another currency says what it was converted at, and on which day.

use std::path::Path;

use modelpick::embedded;

use crate::cli::run;

fn said(line: &str) -> String {
    let args: Vec<_> = line.split(' ').map(str::to_owned).collect();
    let output = run(Path::new(env!("CARGO_MANIFEST_DIR")), &args);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("it is text")
}

/// What is said, wherever its lines break.
fn holds(text: &str, part: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<String>();
    plain(text).contains(&plain(part))
}

#[test]
fn a_converted_price_says_its_rate_and_the_day_of_the_rate() {
    let mut currencies = embedded::knowledge().catalog.currencies.iter();
    let yuan = currencies.find(|currency| currency.id == "CNY").expect("it is known");
    let (rate, day) = (yuan.per_usd, yuan.as_of);
    let english = said("recommend --vendors baidu --top 1 --explain");
    let words = format!("converted from CNY at {rate} for a dollar, the rate of {day}");
    assert!(holds(&english, &words), "{english}");
    let chinese = said("recommend --vendors baidu --top 1 --explain --lang zh");
    assert!(holds(&chinese, &format!("由 CNY 折算，1 美元合 {rate}（{day} 的汇率）")), "{chinese}");

    let cost = |vendor: &str| {
        let text = said(&format!("recommend --vendors {vendor} --top 1 --format json"));
        let document: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
        document["recommended"][0]["monthly_cost"].clone()
    };
    let converted = serde_json::json!({ "currency": "CNY", "per_usd": rate, "rate_as_of": day.to_string() });
    assert_eq!(cost("baidu")["converted"], converted);
    let dollars = cost("anthropic");
    assert!(dollars["value"].is_number() && dollars.get("converted").is_none(), "{dollars}");
}
