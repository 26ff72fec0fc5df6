//! Signatures without a network: they wait behind the words that they cover, follow these when they get other names, and are put
//! aside when the words are other ones.

use super::{
    HEAD, PROBLEM,
    network::{Network, Who},
};
use crate::{
    forms,
    ids::DeviceId,
    signing::{self, Seal, content_hash},
    sync::device::Work,
    workflow::{Act, Args, Code},
};

/// What the glass of this device makes of what it shows.
fn signed(net: &Network, at: usize) -> Args {
    let section = forms::section("causes").expect("Annex B");
    let args = Args::default()
        .with("as", "expert")
        .with("name", "林工")
        .with(signing::SIGNED, content_hash(net.content(at), section, 1).to_hex())
        .with(signing::TYPED, "林工")
        .with(signing::SIGNED_AT, net.now().0);
    Seal::end(Seal::begin(args, DeviceId([0; 16]), &[4; 65]), &[7; 64])
}

fn lin_without_network() -> (Network, usize) {
    let mut net = Network::new();
    let lin = net.device(Who::Lin);
    net.connect(lin);
    net.open(lin);
    net.disconnect(lin);
    (net, lin)
}

#[test]
fn a_device_makes_its_key_known_on_each_connection_whenever_it_has_one() {
    let mut net = Network::new();
    let (lin, wang) = (net.device(Who::Lin), net.device(Who::Wang));
    net.keyed(lin, &[1; 65]);
    assert!(net.keys().is_empty(), "there is nobody to tell");
    net.connect(lin);
    net.connect(wang);
    assert_eq!(net.keys(), [vec![1; 65]]);
    net.keyed(wang, &[2; 65]); // a device of an earlier release
    net.disconnect(lin);
    net.connect(lin);
    assert_eq!(net.keys(), [vec![1; 65], vec![2; 65], vec![1; 65]]);
}

#[test]
fn what_was_signed_without_network_counts_behind_its_words_and_can_be_compared_later() {
    let (mut net, lin) = lin_without_network();
    net.type_in(lin, PROBLEM, "导体电阻偏大");
    let signature = signed(&net, lin);
    net.wish(lin, Act::SignCauses, signature.clone());
    net.restart(lin);
    net.connect(lin);
    net.open(lin);
    assert_eq!(net.decided(lin), [None]);
    let entry = net.shown(lin).last(Act::SignCauses).expect("it counts").clone();
    assert_eq!(entry.args.text(signing::SIGNATURE), signature.text(signing::SIGNATURE));
    net.type_in(lin, PROBLEM, "导体电阻偏大，两批如此");
    let then = net.earlier(lin, &entry.heads).expect("the version that was signed");
    assert_eq!(then.text(&super::network::path(PROBLEM)), "导体电阻偏大");
    assert_eq!(net.earlier(lin, &[crate::ids::Hash([9; 32])]), None);
}

#[test]
fn a_signature_follows_its_words_when_a_refusal_gives_them_other_names() {
    let (mut net, lin) = lin_without_network();
    net.type_in(lin, "rectification.plan", "专家写了企业的栏目"); // refused; what follows is rebuilt without it
    net.type_in(lin, PROBLEM, "导体电阻偏大");
    let signature = signed(&net, lin);
    net.wish(lin, Act::SignCauses, signature.clone());
    let before = net.waiting(lin)[0].heads.clone();
    net.connect(lin);
    assert_eq!(net.refused(lin).len(), 1, "the foreign field alone");
    assert_eq!(net.decided(lin), [None]);
    let entry = net.shown(lin).last(Act::SignCauses).expect("it counts").clone();
    assert_ne!(entry.heads, before, "the words have other names");
    for key in signing::KEYS {
        assert_eq!(entry.args.text(key), signature.text(key), "{key}");
    }
}

#[test]
fn a_signature_of_words_that_were_refused_is_put_aside_with_the_reason() {
    let (mut net, lin) = lin_without_network();
    net.type_in(lin, PROBLEM, "导体电阻偏大");
    net.type_in(lin, HEAD, &"陈".repeat(2_000)); // longer than any name
    net.wish(lin, Act::SignCauses, signed(&net, lin));
    net.connect(lin);
    assert_eq!(net.relay_text(PROBLEM), "导体电阻偏大");
    assert!(!net.shown(lin).did(Act::SignCauses));
    assert!(net.waiting(lin).is_empty(), "nothing is asked for ever");
    let aside: Vec<_> = net.refused(lin).into_iter().filter(|work| matches!(work.work, Work::Act(_))).collect();
    assert_eq!(aside.iter().map(|work| work.refusal.code).collect::<Vec<_>>(), [Code::SignedOther]);
    net.restart(lin);
    assert_eq!(net.refused(lin).len(), 2, "words and signature survive a restart");
}

#[test]
fn an_act_that_waits_behind_rebuilt_words_names_their_new_version() {
    let (mut net, lin) = lin_without_network();
    net.type_in(lin, "rectification.plan", "专家写了企业的栏目");
    net.type_in(lin, PROBLEM, "导体电阻偏大");
    net.wish(lin, Act::AcknowledgeBriefing, Args::default().with("version", "第一版"));
    net.connect(lin);
    assert_eq!(net.decided(lin), [None]);
}

#[test]
fn a_signature_that_is_not_of_what_is_here_or_not_sealed_never_leaves_the_device() {
    let (mut net, lin) = lin_without_network();
    let signature = signed(&net, lin);
    net.type_in(lin, PROBLEM, "另写");
    net.wish(lin, Act::SignCauses, signature);
    let unsealed = signed(&net, lin).with(signing::SIGNATURE, "");
    net.wish(lin, Act::SignCauses, unsealed);
    assert_eq!(net.decided(lin), [Some(Code::SignedOther), Some(Code::NoKey)]);
    assert!(net.waiting(lin).is_empty());
    assert_eq!(net.refused(lin).len(), 2, "kept with the reason");
}

#[test]
fn a_signature_of_a_version_that_is_gone_with_a_backup_stays_if_the_form_says_the_same() {
    let mut net = Network::new();
    let (lin, wang) = (net.device(Who::Lin), net.device(Who::Wang));
    for at in [lin, wang] {
        net.connect(at);
        net.open(at);
    }
    net.type_in(lin, PROBLEM, "导体电阻偏大");
    let backup = net.back_up();
    net.type_in(wang, "investigation.materials.failed_report.note", "三车间"); // gone with the backup, and in another form
    net.disconnect(lin);
    net.wish(lin, Act::SignCauses, signed(&net, lin));
    net.restore(&backup);
    net.connect(lin);
    assert_eq!(net.decided(lin), [None]);
    assert!(net.shown(lin).did(Act::SignCauses));
}
