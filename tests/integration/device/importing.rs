//! Lists of failing inspections, taken in without a network, judged by the relay, read by colleagues.

use serde_json::json;
use shared::importing::{Flaw, lines};
use tests::{Relay, Tablet, Who};

/// The published list as another one: its reports and enterprises are in no demo city.
fn list() -> String {
    include_str!("../../../server/demo/inspection-failures.csv").replace("示例企业", "清单企业").replace("SJ2024-", "QD2026-")
}

/// [R-7.2.2.1-1] [R-4.3-1] Every row is a case, offline at once, at the relay later, and for whoever may read it; an enterprise that was
/// new with it is registered when its people are invited.
#[test]
fn a_list_taken_in_without_a_network_is_everybodys_later() {
    let relay = Relay::start();
    let mut city = Tablet::of(Who::City, &relay);
    let before = city.cases().len();
    city.disconnect();
    let import = city.import(&list());
    assert_eq!((import.begun.len(), city.cases().len()), (24, before + 24));
    let mine = city.find("清单企业14").expect("in the list at once").summary.clone();
    assert_eq!((mine.product.as_str(), mine.report_no.as_str()), ("电线电缆", "QD2026-0014"));
    city.restart();
    city.connect();
    city.until_settled();
    assert_eq!(city.refused(), []);

    let mut tongan = Tablet::of(Who::Tongan, &relay);
    assert!(tongan.find("清单企业02").is_none(), "of another district");
    let case = tongan.open("清单企业14");
    assert_eq!(case, mine.id);
    let said = ["intake.product", "intake.level", "intake.note"].map(|field| tongan.text(field));
    assert_eq!(said, ["电线电缆", "national", "安全项目"]);
    assert_eq!(tongan.rows("intake.failed_items").len(), 1);

    let again = city.import(&list());
    assert!(again.begun.is_empty(), "the same list again begins nothing by itself");
    let told = lines(&again, &city.known());
    assert!(told.iter().all(|line| line.flaws.iter().any(|flaw| matches!(flaw, Flaw::Duplicate(_)))), "and says why");

    let org = mine.enterprise.expect("a case has one").to_string();
    let (officer, admin) = (relay.hand(Who::Tongan), relay.hand(Who::City));
    let is_registered = || {
        let (_, orgs) = admin.ask("GET", "/api/admin/orgs", &serde_json::Value::Null);
        orgs.as_array()
            .expect("a list")
            .iter()
            .any(|row| row["id"] == org.as_str() && row["name"] == "清单企业14" && row["district"] == "tongan")
    };
    assert!(!is_registered());
    let (status, _) = relay.hand(Who::Huli).ask("POST", "/api/invitations", &json!({ "org": org, "document": case }));
    assert_eq!((status, is_registered()), (403, false), "nobody else registers it");
    let (status, invited) = officer.ask("POST", "/api/invitations", &json!({ "org": org, "document": case }));
    assert_eq!((status, is_registered()), (201, true), "{invited}");
    let (status, _) = officer.ask("POST", "/api/invitations", &json!({ "org": org, "document": case }));
    assert_eq!(status, 201, "and is invited again as any other");
}

/// [R-7.2.2.1-1] Whoever enters the enterprise by hand after the list was taken in, brackets wide or narrow, enters the one of the list.
#[test]
fn an_enterprise_that_is_entered_by_hand_has_the_cases_that_a_list_brought() {
    let relay = Relay::start();
    let mut tongan = Tablet::of(Who::Tongan, &relay);
    tongan.import(&list().replace("清单企业14", "清单（厦门）有限公司"));
    tongan.until_settled();
    let (case, org) = tongan.find("清单（厦门）有限公司").map(|line| (line.summary.id, line.summary.enterprise)).expect("in the list");
    let new = json!({ "name": "清单(厦门)有限公司", "kind": "enterprise", "district": "tongan" });
    let admin = relay.hand(Who::City);
    let (status, entered) = admin.ask("POST", "/api/admin/orgs", &new);
    assert_eq!((status, &entered["id"]), (201, &json!(org.expect("a case has one").to_string())));
    let (status, invited) = relay.hand(Who::Tongan).ask("POST", "/api/invitations", &json!({ "org": entered["id"], "document": case }));
    assert_eq!(status, 201, "{invited}");
    let (status, another) = admin.ask("POST", "/api/admin/orgs", &json!({ "name": "清单(泉州)有限公司", "kind": "enterprise" }));
    assert_eq!(status, 201);
    assert_ne!(another["id"], entered["id"]);
}

/// [R-7.2.2.1-1]
#[test]
fn a_district_takes_in_its_own_rows_and_the_city_has_them() {
    let relay = Relay::start();
    let mut huli = Tablet::of(Who::Huli, &relay);
    let mut city = Tablet::of(Who::City, &relay);
    let (before, list) = (city.cases().len(), list());
    let mine = list.matches("湖里区").count();
    assert_eq!(huli.import(&list).begun.len(), mine, "the rules on the device let a district take in its own rows");
    huli.until_settled();
    assert_eq!(huli.refused(), []);
    city.until("the city has them", |city| city.cases().len() == before + mine);
}
